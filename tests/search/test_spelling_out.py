"""A shorthand stands for several values of a facet: spelled out for the engine, kept short in the address."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from search import registry
from search.address import address, read, without_shorthand
from search.page import compose
from search.requests import SearchRequest
from search.results import EngineName
from search.service import search
from search.shorthands import Meaning, Meant, Member, Shorthand
from search.spelling_out import spelled_out, understood
from tests.factories.search import push_everything, stored_document


def _meaning(text: str) -> Meaning | None:
    members = (Member("borging", "Borging"), Member("bereik", "Bereik", "ook van hier"))
    return Meaning("hier", "Hier", "Hier en wat erop lijkt: Bereik.", members) if text.lower() == "hier" else None


ENGINES: tuple[EngineName, ...] = ("opensearch", "database")
NEAR = Shorthand("near", "theme", "Thema’s zoals", "Thema’s zoals het mijne", "Typ een thema", _meaning)


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(registry._shorthands, NEAR.key, NEAR)
    yield


def meant(text: str, **chosen: frozenset[str]) -> tuple[SearchRequest, tuple[Meant, ...]]:
    request, found, _unknown = understood(SearchRequest("x", chosen, shorthands={"near": text}))
    return request, found


def test_its_values_are_added_to_those_that_were_chosen() -> None:
    request, found = meant("hier", theme=frozenset(["rouw"]), phase=frozenset(["zwangerschap"]))
    asked = spelled_out(request, found)
    assert asked.chosen == {
        "theme": frozenset(["rouw", "borging", "bereik"]),
        "phase": frozenset(["zwangerschap"]),
    }


def test_what_was_typed_is_kept_as_addresses_have_it() -> None:
    request, _found = meant("HIER")
    assert request.shorthands == {"near": "hier"}
    assert address(request) == "?q=x&near=hier"
    assert read(QueryDict("q=x&near=hier")).request == request


def test_without_it_the_rest_of_the_question_stays() -> None:
    request = SearchRequest("x", {"phase": frozenset(["zwangerschap"])}, page=3, shorthands={"near": "hier"})
    assert address(without_shorthand(request, "near")) == "?q=x&phase=zwangerschap"


def test_what_nobody_knows_is_left_out_and_said() -> None:
    request, found, unknown = understood(SearchRequest("x", shorthands={"near": "daar"}))
    assert (request.shorthands, found) == ({}, ())
    assert unknown == (("Thema’s zoals het mijne", "daar"),)


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded", "nothing_to_find")
class TestSearch:
    def test_all_of_its_values_are_found_and_the_counts_ignore_it_in_its_own_facet(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.service.visible", frozenset)
        for theme in ("borging", "bereik", "rouw"):
            stored_document(f"Over {theme}", theme=[theme], phase=["zwangerschap"])
        results = search(SearchRequest(shorthands={"near": "hier"}))
        assert {hit.title for hit in results.hits} == {"Over borging", "Over bereik"}
        assert [value.count for value in results.facet("phase").values] == [2]
        assert [each.meaning.label for each in results.meant] == ["Hier"]

    @pytest.mark.opensearch
    def test_both_engines_find_and_count_the_same(self, engine_index: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.service.visible", frozenset)
        for theme in ("borging", "bereik", "rouw"):
            stored_document(f"Over {theme}", theme=[theme], phase=["zwangerschap"])
        push_everything()
        request = SearchRequest(shorthands={"near": "hier"})
        one, other = (search(request, engine=engine) for engine in ENGINES)
        assert {hit.title for hit in one.hits} == {hit.title for hit in other.hits} == {"Over borging", "Over bereik"}
        assert one.facets == other.facets

    def test_an_unknown_one_narrows_nothing(self) -> None:
        stored_document("Over rouw")
        results = search(SearchRequest(shorthands={"near": "daar"}))
        assert results.total == 1
        assert results.unknown == (("Thema’s zoals het mijne", "daar"),)

    def test_the_page_has_a_chip_a_field_and_the_way_back(self) -> None:
        stored_document("Over borging", theme=["borging"])
        page = compose(search(SearchRequest("over", shorthands={"near": "hier"})), (), ())
        (chip,) = page.chips
        assert (chip.facet_label, chip.label, chip.remove_url) == ("Thema’s zoals", "Hier", "?q=over")
        assert page.clear_url == "?q=over"
        (ask,) = (ask for facet in page.facets for ask in facet.asks if ask.key == "near")
        assert (ask.prompt, ask.value) == ("Thema’s zoals het mijne", "Hier")

    def test_without_any_result_its_field_stays_so_that_the_next_search_keeps_it(self) -> None:
        page = compose(search(SearchRequest("xyzxyz", shorthands={"near": "hier"})), (), ())
        (facet,) = page.facets
        assert (facet.key, facet.options, [ask.value for ask in facet.asks]) == ("theme", (), ["Hier"])
