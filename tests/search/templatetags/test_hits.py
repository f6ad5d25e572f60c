"""Under every hit: where it is from, and why it was found. What comes from content or the question is escaped."""

import pytest

from search.telling import Reason, Told
from search.templatetags.hits import hit_places, why_found

NASTY = "<script>&"
ESCAPED = "&lt;script&gt;&amp;"


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        ({}, ""),
        ({"municipalities": []}, ""),
        ({"municipalities": ["Leiden"]}, "<span>Leiden</span>"),
        ({"municipalities": ["Leiden", NASTY], "municipalities_more": 3}, f"<span>Leiden, {ESCAPED} en 3 meer</span>"),
    ],
)
def test_places_are_those_that_the_document_names(display: dict[str, object], shown: str) -> None:
    assert hit_places(display) == shown


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
