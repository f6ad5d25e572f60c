"""A question has one address, and any address is a question."""

from urllib.parse import parse_qs, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.address import address, read, toggled
from search.requests import SearchRequest


def asked(query_string: str) -> SearchRequest:
    return read(QueryDict(query_string)).request


def test_every_part_of_the_address_is_read() -> None:
    request = asked("q=rouw&theme=bereik&theme=borging&phase=zwangerschap&sort=newest&page=3")
    assert request.query == "rouw"
    assert request.chosen == {"theme": frozenset(["bereik", "borging"]), "phase": frozenset(["zwangerschap"])}
    assert (request.sort, request.page) == ("newest", 3)


def test_what_was_written_is_read_back() -> None:
    request = SearchRequest("rouw & zorg", {"theme": frozenset(["bereik", "borging"])}, "title", page=1)
    assert asked(address(request).removeprefix("?")) == request


def test_the_same_question_has_one_address() -> None:
    assert (
        address(asked("theme=b&theme=a&q=x")) == address(asked("q=x&theme=a&theme=b&theme=a")) == "?q=x&theme=a&theme=b"
    )


def test_the_first_page_and_the_usual_order_go_unsaid() -> None:
    assert address(SearchRequest("x")) == "?q=x"
    assert address(SearchRequest("x"), page=2) == "?q=x&page=2"


def test_unknown_parameters_are_ignored() -> None:
    assert read(QueryDict("q=x&utm_source=mail&constructor=1")).notices == ()


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "abc", "1.5", "٣", "9" * 400])
def test_a_page_that_is_no_page_gets_a_notice(page: str) -> None:
    found = read(QueryDict(urlencode({"page": page})))
    assert found.request.page == 1
    assert found.notices


def test_an_unknown_order_gets_a_notice() -> None:
    found = read(QueryDict("sort=random"))
    assert found.request.sort == "relevance"
    assert found.notices


def test_an_unknown_order_is_told_with_the_order_that_is_shown() -> None:
    assert read(QueryDict("sort=foo")).notices == ("Deze volgorde kennen we niet. We tonen het nieuwste eerst.",)
    (notice,) = read(QueryDict("q=rouw&sort=foo")).notices
    assert notice == "Deze volgorde kennen we niet. We tonen wat het best past eerst."


def test_a_long_question_is_cut_and_that_is_said() -> None:
    found = read(QueryDict(urlencode({"q": "geldzorgen " * 800})))
    assert len(found.request.query) <= 250
    assert "erg lang" in found.notices[0]


def test_more_choices_than_count_are_left_out_and_that_is_said() -> None:
    found = read(QueryDict(urlencode({"theme": [f"t{number}" for number in range(51)]}, doseq=True)))
    assert len(found.request.chosen["theme"]) == 50
    assert found.notices == ("Bij thema kunt u hoogstens 50 keuzes maken. De keuzes daarna zijn weggelaten.",)
    again = urlencode({"theme": ["", *(f"t{number}" for number in range(50)), "t1"]}, doseq=True)
    assert read(QueryDict(again)).notices == (), "the same one twice is one"


def test_a_question_of_ordinary_length_gets_no_notice() -> None:
    assert read(QueryDict("q=geldzorgen")).notices == ()


def test_toggling_adds_and_takes_away_and_goes_back_to_the_first_page() -> None:
    request = asked("q=x&theme=bereik&page=4")
    both = toggled(request, "theme", "borging")
    assert both.chosen["theme"] == frozenset(["bereik", "borging"])
    assert both.page == 1
    assert "theme" not in parse_qs(address(toggled(request, "theme", "bereik")))


@given(st.dictionaries(st.sampled_from(["q", "page", "sort", "theme", "year", "x"]), st.text(max_size=400)))
def test_any_address_can_be_read(parameters: dict[str, str]) -> None:
    request = asked(urlencode(parameters, errors="surrogatepass"))
    assert asked(address(request).removeprefix("?")).chosen == request.chosen
