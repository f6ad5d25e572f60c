"""A question is cleaned before anything looks at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.requests import MAX_QUERY, MAX_RESULTS, SearchRequest, clean_query


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  geldzorgen \n zwangerschap ", "geldzorgen zwangerschap"),
        ("geld\x00zorgen", "geld zorgen"),
        ("\ud800geldzorgen", "geldzorgen"),
        ("e\u0301e\u0301n", "één"),
        ("\u202egeld", "geld"),
        ("\u2067geld\u2069", "geld"),
        ("\x00", ""),
    ],
)
def test_control_characters_and_surrogates_are_gone(typed: str, clean: str) -> None:
    assert clean_query(typed) == clean


def test_a_long_question_is_cut_between_words() -> None:
    assert clean_query("ouders " * 100) == " ".join(["ouders"] * 35)
    assert clean_query(f"rouw {'x' * 300}") == "rouw"
    assert clean_query("x" * 300) == "x" * MAX_QUERY


@given(st.text(max_size=3_000))
def test_a_clean_question_is_short_and_can_be_written_anywhere(typed: str) -> None:
    clean = clean_query(typed)
    assert len(clean) <= MAX_QUERY
    assert clean_query(clean) == clean
    clean.encode("utf-8")


@pytest.mark.parametrize(("page", "deep"), [(1, False), (MAX_RESULTS // 20, False), (MAX_RESULTS // 20 + 1, True)])
def test_pages_beyond_ten_thousand_results_are_too_deep(page: int, deep: bool) -> None:
    assert SearchRequest(page=page).too_deep is deep


def test_the_others_leave_out_the_facet_itself_and_empty_choices() -> None:
    request = SearchRequest(chosen={"a": frozenset("x"), "b": frozenset("y"), "c": frozenset()})
    assert request.others("a") == {"b": frozenset("y")}
