"""The page of results says what was found, what was chosen and how to go on."""

from dataclasses import replace

import pytest

from search.page import compose
from search.question.model import Question
from search.requests import SearchRequest
from search.results import FacetResult, FacetValue, SearchResults


def results(total: int = 3, request: SearchRequest | None = None, **options: object) -> SearchResults:
    base = SearchResults(request or SearchRequest("rouw"), "database", False, total, (), (), full=total)
    return replace(base, **options)  # type: ignore[arg-type]


def theme_facet(count: int, selected: int = -1) -> FacetResult:
    values = tuple(FacetValue(f"t{n}", f"Thema {n}", 100 - n, n == selected) for n in range(count))
    return FacetResult("theme", "Thema", values)


def test_the_title_names_the_number_the_question_and_the_page() -> None:
    assert compose(results(45, SearchRequest("rouw", page=2)), (), ()).title == "45 resultaten voor “rouw”, pagina 2"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ('"nu niet zwanger"', '"nu niet zwanger"'),
        ('"nu" of "straks"', '“"nu" of "straks"”'),
        ("’s avonds", "“’s avonds”"),
    ],
)
def test_a_question_that_is_quoted_gets_no_second_quotes(query: str, named: str) -> None:
    page = compose(results(45, SearchRequest(query)), (), ())
    assert (page.title, page.about) == (f"45 resultaten voor {named}", f" voor {named}")


def test_a_chip_takes_its_choice_away_and_keeps_the_rest() -> None:
    request = SearchRequest("rouw", {"theme": frozenset(["t1"]), "year": frozenset(["2021"])})
    page = compose(results(3, request, facets=(theme_facet(3, selected=1),)), (), ())
    (chip,) = page.chips
    assert (chip.label, chip.facet_label, chip.remove_url) == ("Thema 1", "Thema", "?q=rouw&year=2021")
    assert page.clear_url == "?q=rouw"


def test_what_is_chosen_beyond_a_dozen_is_folded_away() -> None:
    many = tuple(FacetValue(f"t{n}", f"Thema {n}", 9, True) for n in range(14))
    page = compose(results(3, facets=(FacetResult("theme", "Thema", many),)), (), ())
    assert [chip.label for chip in page.other_chips] == ["Thema 12", "Thema 13"]
    assert page.first_chips + page.other_chips == page.chips


def test_beyond_ten_values_the_rest_is_behind_show_all() -> None:
    (facet,) = compose(results(3, facets=(theme_facet(12),)), (), ()).facets
    assert (len(facet.options), len(facet.more)) == (10, 2)


def test_a_chosen_value_is_never_behind_show_all() -> None:
    request = SearchRequest("rouw", {"theme": frozenset(["t11"])})
    (facet,) = compose(results(3, request, facets=(theme_facet(12, selected=11),)), (), ()).facets
    assert "t11" in [option.value for option in facet.options]
    assert facet.chosen == 1


def test_a_facet_without_values_is_not_shown() -> None:
    assert compose(results(3, facets=(FacetResult("year", "Jaar", ()),)), (), ()).facets == ()


def test_a_facet_is_folded_as_declared_until_something_in_it_is_chosen() -> None:
    year = FacetResult("year", "Jaar", (FacetValue("2021", "2021", 3, selected=False),))
    open_one, folded = compose(results(3, facets=(theme_facet(1), year)), (), ()).facets
    assert (open_one.folded, folded.folded) == (False, True)
    chosen = replace(year, values=(year.values[0]._replace(selected=True),))
    assert compose(results(3, facets=(chosen,)), (), ()).facets[0].folded is False


def test_degraded_results_say_so() -> None:
    assert "niet bereikbaar" in compose(results(degraded=True), (), ()).notices[0]


def test_who_writes_operators_reads_that_they_do_nothing() -> None:
    def notices(text: str) -> tuple[str, ...]:
        return compose(results(question=Question(typed=text)), (), ()).notices

    assert notices("roken OR drinken NOT blowen OR snuiven") == (
        "Met “OR” en “NOT” doet deze zoekmachine niets. We zochten op de andere woorden.",
    )
    assert notices("rol van de OR") == ()


def test_an_unknown_value_is_named() -> None:
    notice = compose(results(unknown=(("Thema", "bestaat-niet"),)), (), ()).notices[0]
    assert "bestaat-niet" in notice and "thema" in notice


def test_beyond_ten_thousand_there_is_a_clear_answer() -> None:
    page = compose(results(50_000, SearchRequest("rouw", page=501)), (), ())
    assert "10.000" in page.notices[0]
    assert page.pagination.pages == 500
    assert page.pagination.next_url == ""


def test_a_page_beyond_the_last_says_how_many_there_are_and_leads_back() -> None:
    page = compose(results(45, SearchRequest("rouw", page=9)), (), ())
    assert "3 pagina" in page.notices[0]
    assert page.pagination.previous_url == "?q=rouw&page=3"


def test_of_few_results_a_page_far_beyond_the_last_is_one_that_does_not_exist() -> None:
    page = compose(results(45, SearchRequest("rouw", page=600)), (), ())
    assert page.notices == ("Pagina 600 bestaat niet: bij deze vraag zijn er 3 pagina’s.",)
    assert compose(results(0, SearchRequest("rouw", page=600)), (), ()).notices == ()


def test_pagination_shows_first_last_and_the_neighbours() -> None:
    page = compose(results(400, SearchRequest("rouw", page=10)), (), ())
    assert [link.number for link in page.pagination.numbers] == [1, 8, 9, 10, 11, 12, 20]
    assert [link.number for link in page.pagination.numbers if link.current] == [10]


def test_one_page_of_results_needs_no_pagination() -> None:
    assert compose(results(20), (), ()).pagination.numbers == ()


def test_notices_of_the_address_come_first() -> None:
    assert compose(results(degraded=True), ("Eerst dit.",), ()).notices[0] == "Eerst dit."
