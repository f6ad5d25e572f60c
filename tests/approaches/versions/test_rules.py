"""What changed, in sentences that a reader understands."""

import json
from typing import Any

import pytest

from approaches.versions.rules import MOST_CHANGES, NOT_SHOWN, Field, Part, Row, Shape, differences, listed

SHAPE = Shape(
    fields=(
        Field("title", "Titel"),
        Field("need", "Aanleiding"),
        Field("costs", "Kosten"),
        Field("reach", "Bereik"),
        Field("themes", "Thema's"),
    ),
    parts=(
        Part("building_blocks", "Bouwsteen", "Bouwstenen", "title"),
        Part("funding", "Financiering", "Financieringen"),
    ),
)


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return differences(before, after, SHAPE)


def blocks(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"building_blocks": list(rows)}


def intake(**more: Any) -> dict[str, Any]:
    return {"pk": 1, "title": "Intake", "slug": "intake", "sort_order": 0, **more}


def stream(text: str, key: str = "a") -> str:
    return json.dumps([{"type": "paragraph", "value": text, "id": key}])


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({"title": "Een"}, {"title": "Twee"}, "De titel is gewijzigd."),
        ({"costs": "100"}, {"costs": "200"}, "De kosten zijn gewijzigd."),
        ({"costs": ""}, {"costs": "200"}, "De kosten zijn toegevoegd."),
        ({"costs": "100"}, {"costs": " "}, "De kosten zijn weggehaald."),
        ({"reach": "Tien"}, {"reach": "Elf"}, "Het onderdeel “Bereik” is gewijzigd."),
        ({}, {"reach": "Elf"}, "Het onderdeel “Bereik” is toegevoegd."),
        ({"themes": [1]}, {"themes": [1, 2]}, "De lijst met thema’s is gewijzigd."),
        ({"need": stream("a")}, {"need": stream("b")}, "De aanleiding is gewijzigd."),
        ({"need": stream("a")}, {"need": "[]"}, "De aanleiding is weggehaald."),
        (blocks(), blocks(intake()), "Bouwsteen Intake is toegevoegd."),
        (blocks(intake()), blocks(), "Bouwsteen Intake is weggehaald."),
        (blocks(intake(description="a")), blocks(intake(description="b")), "Bouwsteen Intake is gewijzigd."),
        (blocks(intake()), blocks(intake(title="Gesprek")), "Bouwsteen Intake heet nu Gesprek."),
        ({"funding": []}, {"funding": [{"source": "wmo"}]}, "Het onderdeel “Financieringen” is toegevoegd."),
    ],
)
def test_a_change_is_one_sentence(before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    assert changes(before, after) == (sentence,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"need": stream("a", "een")}, {"need": stream("a", "twee")}),
        ({"contact_email": "a@voorbeeld.test"}, {"contact_email": "b@voorbeeld.test"}),
        (blocks(intake()), blocks(intake(pk=None, sort_order=3))),
        ({"reach": ""}, {}),
        ({"reach": None}, {"reach": False}),
        ({"reach": " Tien"}, {"reach": "Tien"}),
    ],
    ids=["ids of blocks", "who to ask", "keys of rows", "empty or absent", "empty kinds", "spaces"],
)
def test_what_no_reader_sees_is_no_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert changes(before, after) == ()


def test_another_order_is_a_change() -> None:
    other = {"title": "Gesprek", "slug": "gesprek"}
    assert changes(blocks(intake(), other), blocks(other, intake())) == (
        "Het onderdeel “Bouwstenen” heeft een andere volgorde.",
    )


def test_very_many_changes_are_counted() -> None:
    many = blocks(*({"title": f"Steen {number}", "slug": f"steen-{number}"} for number in range(100)))
    found = changes(blocks(), many)
    assert len(found) == MOST_CHANGES
    assert found[-1] == "En nog 71 andere wijzigingen."


def test_a_text_that_only_looks_like_a_stream_is_text() -> None:
    assert changes({"reach": "[tien"}, {"reach": "[elf"}) == ("Het onderdeel “Bereik” is gewijzigd.",)


def test_a_monstrous_title_is_cut() -> None:
    (sentence,) = changes(blocks(), blocks(intake(title="x" * 5000)))
    assert len(sentence) < 150


ROWS = tuple(Row(number, f"{number} mei 2026", (f"Wijziging {number}",), hidden=number == 2) for number in (4, 3, 2, 1))


def test_the_list_says_which_version_is_on_the_site() -> None:
    assert [row.number for row in listed(ROWS, latest=4, hidden=()) if row.current] == [4]


def test_the_first_version_changed_nothing() -> None:
    assert listed(ROWS, latest=4, hidden=())[-1].changes == ("De eerste versie op deze site.",)


def test_what_a_hidden_version_said_stands_in_no_sentence_of_its_own_or_of_the_next_one() -> None:
    shown = {row.number: row.changes for row in listed(ROWS, latest=4, hidden=[2])}
    assert shown[2] == shown[3] == (NOT_SHOWN,)
    assert shown[4] == ("Wijziging 4",)
