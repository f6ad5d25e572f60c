"""From every page of results there is a way on, made of what its one answer tells."""

from typing import Any

import pytest

from search.question.model import Place, Question
from search.requests import SearchRequest
from search.results import SearchResults
from search.ways_on import Way, WaysOn, ways_on
from tests.search.telling import LEIDEN, counted, document, known, results, understood

DELFT = Place("municipality", "delft", "Delft", "delft")
UTRECHT = Place("municipality", "utrecht", "Utrecht", "utrecht")
PROVINCE = Place("province", "utrecht", "Utrecht", "utrecht")
IN_LEIDEN = understood("huisbezoek in Leiden", places=(LEIDEN,))


def chosen(question: Question, **options: Any) -> SearchResults:
    """Nothing found, with a theme and a municipality chosen."""
    request = SearchRequest(question.typed, {"theme": frozenset(["rouw"]), "municipality": frozenset(["ede"])}, page=1)
    facets = (counted("municipality", selected="ede"), counted("theme", selected="rouw"))
    return results(question, request=request, facets=facets, **options)


def test_a_mistyped_question_is_offered_as_it_was_meant_with_what_was_chosen() -> None:
    asked = understood("voorlichtng", words=known(voorlicht=0.1))
    request = SearchRequest("voorlichtng", {"theme": frozenset(["rouw"])})
    found = results(asked, document(text="Voorlichting."), request=request)
    assert ways_on(found).meant == Way("voorlichting", "?q=voorlichting&theme=rouw")


class TestPlace:
    def test_one_click_narrows_to_the_place_and_takes_its_name_out_of_the_words(self) -> None:
        found = results(IN_LEIDEN, document("Huisbezoek", municipality=["leiden"]), document("Huisbezoek"))
        assert ways_on(found).only_in == (Way("Alleen in Leiden?", "?q=huisbezoek&municipality=leiden"),)

    def test_several_places_go_together(self) -> None:
        asked = understood("rouw in Delft en Leiden", places=(DELFT, LEIDEN))
        found = results(asked, document("Rouw", municipality=["delft"]), document("Rouw", municipality=["leiden"]))
        (way,) = ways_on(found).only_in
        assert way == Way("Alleen in Delft en Leiden?", "?q=rouw&municipality=delft&municipality=leiden")

    def test_where_nothing_has_the_rest_of_the_question_all_there_is_is_offered(self) -> None:
        found = results(IN_LEIDEN, document("Coalitie Leiden", municipality=["leiden"]), document("Huisbezoek"))
        assert ways_on(found).only_in == (Way("Alles uit Leiden", "?municipality=leiden"),)

    def test_a_place_by_itself_narrows_to_all_there_is(self) -> None:
        asked = understood("Leiden", places=(LEIDEN,))
        found = results(asked, document("Coalitie", municipality=["leiden"]))
        assert ways_on(found).only_in == (Way("Alleen in Leiden?", "?municipality=leiden"),)

    def test_a_place_without_anything_is_told_and_those_like_it_are_offered(self) -> None:
        ways = ways_on(results(IN_LEIDEN, document("Huisbezoek")))
        assert (ways.only_in, ways.nothing_from) == ((), "Leiden")
        assert ways.alike == Way("gemeenten zoals Leiden", "?q=huisbezoek&like=leiden")

    def test_a_name_of_a_municipality_and_a_province_can_be_narrowed_to_either(self) -> None:
        asked = understood("rouw Utrecht", places=(UTRECHT, PROVINCE))
        city = document("Rouw", municipality=["utrecht"], province=["utrecht"])
        facets = (counted("municipality", (city,)), counted("province", (city,)))
        assert ways_on(results(asked, city, facets=facets)).only_in == (
            Way("Alleen in de gemeente Utrecht?", "?q=rouw&municipality=utrecht"),
            Way("Alleen in de provincie Utrecht?", "?q=rouw&province=utrecht"),
        )
        near = document("Rouw", municipality=["zeist"], province=["utrecht"])
        facets = (counted("municipality", (near,)), counted("province", (near,)))
        assert ways_on(results(asked, near, facets=facets)).only_in == (
            Way("Alleen in de provincie Utrecht?", "?q=rouw&province=utrecht"),
        )

    def test_a_name_of_two_municipalities_can_be_narrowed_to_either(self) -> None:
        either = tuple(Place("municipality", f"bergen-{of}", f"Bergen ({of})", "bergen") for of in ("l", "nh"))
        asked = understood("rouw Bergen", places=either)
        found = results(asked, *(document("Rouw", municipality=[f"bergen-{of}"]) for of in ("l", "nh")))
        assert ways_on(found).only_in == (
            Way("Alleen in Bergen (l)?", "?q=rouw&municipality=bergen-l"),
            Way("Alleen in Bergen (nh)?", "?q=rouw&municipality=bergen-nh"),
        )
        assert ways_on(results(asked, document("Rouw"))).nothing_from == "Bergen (l) en Bergen (nh)"

    @pytest.mark.parametrize(
        ("question", "options"),
        [
            ("“huisbezoek” in Leiden", {}),
            ("huisbezoek in Leiden", {"partial_counts": True}),
            (
                "huisbezoek in Leiden",
                {"request": SearchRequest("huisbezoek in Leiden", {"theme": frozenset(["rouw"])})},
            ),
        ],
    )
    def test_nothing_is_said_to_be_missing_when_not_all_there_is_was_counted(
        self, question: str, options: dict[str, Any]
    ) -> None:
        asked = understood(question, places=(LEIDEN,))
        assert ways_on(results(asked, document("Huisbezoek"), **options)).nothing_from == ""

    def test_a_name_that_is_an_everyday_word_as_well_is_not_taken_for_a_place_without_anything(self) -> None:
        best = Place("municipality", "best", "Best", "best")
        asked = understood("rouw hoe kan het best", words=known(best=0.1), places=(best,))
        assert ways_on(results(asked, document("Best"))).nothing_from == ""
        assert ways_on(results(understood("rouw in best", places=(best,)), document("Rouw"))).nothing_from == "Best"

    def test_with_a_choice_in_that_facet_nothing_is_offered(self) -> None:
        request = SearchRequest("huisbezoek in Leiden", {"municipality": frozenset(["delft"])})
        found = results(IN_LEIDEN, document("Huisbezoek", municipality=["leiden"]), request=request)
        assert (ways_on(found).only_in, ways_on(found).nothing_from) == ((), "")

    def test_offers_stand_on_the_first_page_only(self) -> None:
        found = results(IN_LEIDEN, document("Huisbezoek"), request=SearchRequest("huisbezoek in Leiden", page=2))
        assert ways_on(found) == WaysOn()


class TestNothing:
    def test_each_choice_that_helps_can_be_let_go_the_most_helpful_first(self) -> None:
        ways = ways_on(chosen(understood("verlies"), without={"theme": 3, "municipality": 12}, without_all=40))
        assert [(each.label, each.count_in_words, each.url) for each in ways.loosenings] == [
            ("Municipality: Ede", "12 resultaten", "?q=verlies&theme=rouw"),
            ("Theme: Rouw", "3 resultaten", "?q=verlies&municipality=ede"),
        ]

    def test_when_no_single_choice_helps_all_together_do(self) -> None:
        (all_of_them,) = ways_on(chosen(understood("verlies"), without_all=40)).loosenings
        assert (all_of_them.label, all_of_them.url) == ("al uw keuzes", "?q=verlies")

    def test_when_nothing_helps_nothing_is_promised(self) -> None:
        assert ways_on(chosen(understood("verlies"))).loosenings == ()

    def test_a_quote_that_nobody_wrote_can_be_asked_without_quotes(self) -> None:
        assert ways_on(results(understood("“warme kaart” rouw"))).unquoted == Way(
            "warme kaart rouw", "?q=warme+kaart+rouw"
        )


@pytest.mark.parametrize(
    ("full", "unknown"),
    [(0, ("xqzt",)), (1, ())],
)
def test_a_word_that_nobody_wrote_is_named_when_nothing_has_all_words(full: int, unknown: tuple[str, ...]) -> None:
    asked = understood("rouw xqzt", words=known(rouw=0.1))
    assert ways_on(results(asked, document("Rouw"), full=full)).unknown == unknown


def test_the_name_of_a_place_is_not_called_unknown() -> None:
    asked = understood("huisbezoek Leiden", words=known(huisbezoek=0.1), places=(LEIDEN,))
    assert ways_on(results(asked, document("Huisbezoek"))).unknown == ()
