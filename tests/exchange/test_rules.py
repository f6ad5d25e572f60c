"""A line is an item, or all that is the matter with it is said."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.rules import LONGEST_ID, LONGEST_TITLE, MOST_THEMES, ImportItem, parse

TEXT = "Ouders krijgen huisbezoek."


def line(**fields: Any) -> bytes:
    """A line that is right but for the given fields."""
    return json.dumps({"id": "nl-1", "text": TEXT, **fields}).encode()


def item_of(**fields: Any) -> ImportItem:
    item = parse(7, line(**fields))
    assert isinstance(item, ImportItem), item
    return item


def faults_of(data: bytes) -> list[str]:
    faults = parse(7, data)
    assert isinstance(faults, list)
    return [str(fault) for fault in faults]


def test_a_line_with_an_id_and_a_text_is_enough() -> None:
    item = item_of()
    assert (item.line, item.id, item.target, item.title, item.html) == (
        7, "nl-1", "page", "Ouders krijgen huisbezoek", f"<p>{TEXT}</p>",
    )  # fmt: skip
    assert (item.knowledge_kind, item.kind_label, item.themes, item.gemeente, item.date, item.url) == (
        "",
        "",
        (),
        "",
        "",
        "",
    )


def test_null_and_empty_text_are_as_good_as_absent() -> None:
    for nothing in (None, "", "   "):
        item = item_of(kind=nothing, title=nothing, gemeente=nothing, date=nothing, url=nothing)
        assert item == item_of()
    assert item_of(themes=None) == item_of(themes=[]) == item_of(themes=["", " "]) == item_of()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "7: geen geldige JSON (plaats 2)"),
        (b"id: a, text: b", "7: geen geldige JSON (plaats 1)"),
        (b'{"id": "a", "text": "b"} {}', "7: geen geldige JSON (plaats 26)"),
        (b"[", "7: geen geldige JSON (plaats 2); het bestand hoort één object per regel te hebben, geen lijst"),
        (b'[{"id": "a"}]', "7: geen JSON-object maar een lijst"),
        (b'"tekst"', "7: geen JSON-object maar tekst"),
        (b"12", "7: geen JSON-object maar een getal"),
        (b"true", "7: geen JSON-object maar waar of onwaar"),
        (b"null", "7: geen JSON-object maar leeg (null)"),
        (b'{"id": "a", "text": "caf\xe9"}', "7: geen geldige UTF-8 (byte 0xE9 op plaats 25)"),
        (b'{"id": "a", "text": "\xed\xa0\x80"}', "7: geen geldige UTF-8 (byte 0xED op plaats 22)"),
        (b'{"id": "a", "text": "b", "n": NaN}', "7: geen geldige JSON: NaN bestaat niet in JSON"),
        (b'{"id": "a", "text": "b", "n": -Infinity}', "7: geen geldige JSON: -Infinity bestaat niet in JSON"),
        (b'{"id": "a", "id": "b", "text": "c"}', "7: geen geldige JSON: veld “id” staat er twee keer"),
        (b'{"id": "a", "text": "b", "n": ' + b"9" * 5000 + b"}", "7: een getal is te lang"),
        (b'{"id": "a", "text": ' + b"[" * 100_000, "7: te diep genest"),
        (b'{"id": "a", "text": ' + b'{"a":' * 100_000, "7: te diep genest"),
    ],
)
def test_what_is_no_json_object_is_a_fault_of_the_whole_line(data: bytes, message: str) -> None:
    assert faults_of(data) == [message]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": None}, "7: id: ontbreekt"),
        ({"id": "  "}, "7: id: is leeg"),
        ({"id": 12}, "7: id: moet tekst zijn, niet een getal"),
        ({"id": "a\nb"}, "7: id: bevat een regeleinde of stuurteken: “a\\nb”"),
        ({"id": "x" * (LONGEST_ID + 1)}, "7: id: is te lang (201 tekens; hoogstens 200)"),
        ({"text": None}, "7: text: ontbreekt"),
        ({"text": ""}, "7: text: is leeg"),
        ({"text": " \n\t "}, "7: text: is leeg"),
        ({"text": 12.5}, "7: text: moet tekst zijn, niet een getal"),
        ({"text": {"a": 1}}, "7: text: moet tekst zijn, niet een object"),
        ({"text": "a\x00b"}, "7: text: bevat een NUL-teken"),
        ({"text": "a\ud800b"}, "7: text: bevat een half teken (los surrogaat)"),
        ({"text": "<script>alert(1)</script>"}, "7: text: er blijft geen tekst over zonder de opmaak"),
        ({"title": ["a"]}, "7: title: moet tekst zijn, niet een lijst"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "7: title: is te lang (256 tekens; hoogstens 255)"),
        ({"title": "a\x00"}, "7: title: bevat een NUL-teken"),
        ({"kind": True}, "7: kind: moet tekst zijn, niet waar of onwaar"),
        ({"kind": "x" * 61}, "7: kind: is te lang (61 tekens; hoogstens 60)"),
        ({"themes": "geldzorgen"}, "7: themes: moet een lijst zijn, niet tekst"),
        ({"themes": ["geldzorgen", 3]}, "7: themes: mag alleen tekst bevatten, niet een getal"),
        ({"themes": ["x" * 101]}, "7: themes: bevat een thema van 101 tekens; hoogstens 100"),
        ({"themes": ["a"] * (MOST_THEMES + 1)}, "7: themes: noemt er 31; hoogstens 30"),
        ({"themes": ["a\udc00"]}, "7: themes: bevat een half teken (los surrogaat)"),
        ({"gemeente": 363}, "7: gemeente: moet tekst zijn, niet een getal"),
        ({"gemeente": "x" * 101}, "7: gemeente: is te lang (101 tekens; hoogstens 100)"),
        ({"date": 2024}, "7: date: moet tekst zijn, niet een getal"),
        ({"date": "14-03-2024"}, "7: date: geen datum als JJJJ, JJJJ-MM of JJJJ-MM-DD: “14-03-2024”"),
        ({"date": "2023-02-29"}, "7: date: deze dag bestaat niet: “2023-02-29”"),
        ({"date": "2023-13"}, "7: date: deze maand bestaat niet: “2023-13”"),
        ({"date": "2023-00-01"}, "7: date: deze maand bestaat niet: “2023-00-01”"),
        ({"date": "a\nb"}, "7: date: geen datum als JJJJ, JJJJ-MM of JJJJ-MM-DD: “a\\nb”"),
        ({"date": "0021"}, "7: date: geen jaar tussen 1900 en 2100: “0021”"),
        ({"url": "ftp://x.nl/"}, "7: url: is geen adres dat met http:// of https:// begint: “ftp://x.nl/”"),
        ({"url": "javascript:a()"}, "7: url: is geen adres dat met http:// of https:// begint: “javascript:a()”"),
        ({"url": "www.x.nl"}, "7: url: is geen adres dat met http:// of https:// begint: “www.x.nl”"),
        ({"url": "https://"}, "7: url: is geen webadres: “https://”"),
        ({"url": "https://x.nl:99999/"}, "7: url: is geen webadres: “https://x.nl:99999/”"),
        ({"url": "https://[x/"}, "7: url: is geen webadres: “https://[x/”"),
        ({"url": "https://x.nl/a b"}, "7: url: bevat een spatie: “https://x.nl/a b”"),
        ({"url": "https://x.nl/\r\nSet-Cookie"}, "7: url: bevat een regeleinde of stuurteken: “https://x.nl/\\r\\nSet-Cookie”"),
        ({"url": "https://x.nl/" + "a" * 500}, "7: url: is te lang (513 tekens; hoogstens 500)"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_fault_with_its_line_and_field(fields: dict[str, Any], message: str) -> None:
    assert faults_of(line(**fields)) == [message]


def test_all_faults_of_a_line_are_told_at_once_in_the_order_of_the_format() -> None:
    faults = faults_of(line(url="x", id="", date="morgen", text=3))
    assert [fault.split(": ")[1] for fault in faults] == ["id", "text", "date", "url"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("approach", ("approach", "", "")),
        ("Story ", ("story", "", "")),
        ("page", ("page", "", "")),
        ("policy", ("page", "beleid", "")),
        ("research", ("page", "onderzoek", "")),
        ("News", ("page", "nieuws", "")),
        ("tool", ("page", "hulpmiddel", "")),
        ("beleid", ("page", "beleid", "")),
        ("Column", ("page", "", "Column")),
        ("interview  met een  wethouder", ("page", "", "interview met een wethouder")),
    ],
)
def test_a_kind_says_what_a_line_becomes(kind: str, expected: tuple[str, str, str]) -> None:
    item = item_of(kind=kind)
    assert (item.target, item.knowledge_kind, item.kind_label) == expected


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29"])
def test_a_date_stays_as_precise_as_it_was_given(date: str) -> None:
    assert item_of(date=date).date == date


def test_a_theme_named_twice_counts_once() -> None:
    assert item_of(themes=["Geldzorgen", " geldzorgen ", "Geldzorgen"]).themes == ("Geldzorgen", "geldzorgen")


def test_a_title_is_one_line() -> None:
    assert item_of(title="  Een\n titel\tmet  ruimte ").title == "Een titel met ruimte"


@pytest.mark.parametrize("title", ["\u200b", " \u200b \ufeff", "\u3164", "\u2800"])
def test_a_title_that_nobody_sees_is_none(title: str) -> None:
    assert item_of(title=title, text="Ouders lopen mee. En meer.").title == "Ouders lopen mee"


def test_fields_that_the_format_does_not_know_are_named() -> None:
    assert item_of(theme="geldzorgen", rating=5).unknown_fields == ("theme", "rating")


def test_a_fingerprint_follows_what_a_line_says_not_how_or_where() -> None:
    item = item_of(title="Titel", date="2024")
    elsewhere = parse(
        99, b'{"date":"2024",  "title":"Titel", "x": 1, "text":"Ouders krijgen huisbezoek.", "id":"nl-1"}'
    )
    assert isinstance(elsewhere, ImportItem)
    assert elsewhere.fingerprint == item.fingerprint
    changes: list[dict[str, Any]] = [
        {"id": "nl-2"}, {"text": "Anders."}, {"kind": "story"}, {"kind": "news"}, {"kind": "column"},
        {"themes": ["jgz"]}, {"gemeente": "Zaanstad"}, {"date": "2024-01"}, {"url": "https://x.nl/"}, {"title": "Kop"},
    ]  # fmt: skip
    fingerprints = {item_of(**{"title": "Titel", "date": "2024", **change}).fingerprint for change in changes}
    assert len(fingerprints | {item.fingerprint}) == len(changes) + 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
LINE = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("id", "kind", "title", "text", "themes", "gemeente", "date", "url"), JSON)
)


@settings(max_examples=300, deadline=None)
@given(LINE)
def test_whatever_is_in_the_fields_is_an_item_or_faults(fields: dict[str, Any]) -> None:
    result = parse(1, json.dumps(fields).encode())
    assert isinstance(result, ImportItem) or (result and all(fault.line == 1 for fault in result))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_is_an_item_or_faults(data: bytes) -> None:
    result = parse(1, data)
    assert isinstance(result, ImportItem) or result
