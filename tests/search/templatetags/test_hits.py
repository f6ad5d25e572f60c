"""Of every hit: what it is, where it is from, and why it was found. What people wrote is escaped."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from search import registry
from search.results import Hit
from search.telling import Reason, Told
from search.templatetags.hits import facts, hit_head, part_of, places, why_found

NASTY = "<script>&"
ESCAPED = "&lt;script&gt;&amp;"


def hit(**given: Any) -> Hit:
    base = {"key": "story:1", "type": "story", "id": 1, "type_label": "Verhaal", "template": "", "external_id": None}
    shown = {"title": "", "title_marked": SafeString("Een <mark>dag</mark>"), "url": "/dag/", "score": 1.0, "date": ""}
    return Hit(**{**base, **shown, "highlight": SafeString(), "display": {}, "parent": None, **given})


def test_a_hit_begins_with_what_it_is_and_leads_to_it() -> None:
    assert hit_head(hit()) == ('<p class="kind">Verhaal</p><h3><a href="/dag/">Een <mark>dag</mark></a></h3>')
    assert hit_head(hit(), kind="block", label="Bouwsteen", beside=NASTY).startswith(
        f'<p class="kind kind--block">Bouwsteen · {ESCAPED}</p>'
    )


def test_a_title_and_a_passage_in_another_language_say_so() -> None:
    arabic = {"language": "ar", "direction": "rtl"}
    shown = hit_head(hit(display=arabic, highlight=SafeString("…")))
    assert shown.count(' lang="ar" dir="rtl"') == 2
    assert ' lang="so" dir="auto"' in hit_head(hit(display={"language": "so"}))
    assert "lang" not in hit_head(hit(display={"language": "nl", "direction": "ltr"}, highlight=SafeString("…")))


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        ({}, ""),
        ({"municipalities": []}, ""),
        ({"municipalities": ["Leiden"]}, "Leiden"),
        ({"municipalities": ["Leiden", "Oss"], "municipalities_more": 3}, "Leiden, Oss en 3 meer"),
    ],
)
def test_places_are_those_that_the_document_names(display: dict[str, object], shown: str) -> None:
    assert places(display) == shown


def test_facts_stand_on_one_line_without_those_that_are_not_known() -> None:
    assert facts("", NASTY, "", "2024") == (
        f'<p class="meta"><span dir="auto">{ESCAPED}</span> <span dir="auto">2024</span></p>'
    )
    assert facts("", "") == ""


@pytest.mark.parametrize("template", [document.template for document in registry.document_types()])
def test_what_a_document_does_not_say_is_left_out(template: str) -> None:
    said = dict.fromkeys(("role_label", "stage_label", "how_collected", "purposes", "maturity", "phases", "marks"))
    for display in ({}, said):
        shown = render_to_string(template, {"hit": hit(display=display)})
        assert "Een <mark>dag</mark>" in shown
        assert "none" not in shown.lower()


def test_a_part_leads_to_what_it_is_a_part_of() -> None:
    assert part_of({"url": "/aanpak/", "title": NASTY}) == f'onderdeel van <a href="/aanpak/">{ESCAPED}</a>'
    assert part_of(None) == ""


def test_what_the_marks_show_is_not_told() -> None:
    assert why_found(Told("", ())) == ""


def test_reasons_stand_on_one_line() -> None:
    reasons = (Reason(("geldzorgen", "schulden", "armoede"), "u zocht geld", "in tekst"), Reason(("gezin",), "", ""))
    assert why_found(Told("", reasons)) == (
        '<p class="told"><span>Gevonden op <b>geldzorgen</b>, <b>schulden</b> en <b>armoede</b>'
        " (u zocht geld) in tekst; op <b>gezin</b></span></p>"
    )


def test_what_is_lacking_comes_first_then_the_place() -> None:
    assert why_found(Told("zonder rouw", (), "Uit Leiden")) == (
        '<p class="told"><span class="told__lacking">zonder rouw</span><span>Uit Leiden</span></p>'
    )


def test_words_of_content_and_question_are_escaped() -> None:
    told = why_found(Told(NASTY, (Reason((NASTY,), NASTY, NASTY),), NASTY))
    assert told.count(ESCAPED) == 5
    assert NASTY not in told
