"""Searching answers whatever the engine does, shows only what is public now, and asks the engine once."""

from datetime import timedelta
from typing import Any

import pytest
from opensearchpy import Transport

from search.engines.base import SearchUnavailable
from search.indexer.build import build_due
from search.models import IndexEntry
from search.requests import SearchRequest
from search.service import search
from tests import faults
from tests.factories.search import push_everything, stored_document
from tests.search.content import approach, coalition

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(embedded: None) -> None:
    approach(coalition(), "Rouw in de wijk", blocks=1)
    build_due()


def test_without_an_engine_the_database_answers_and_that_is_not_a_failure(found: None) -> None:
    results = search(SearchRequest("rouw"))
    assert (results.engine, results.degraded) == ("database", False)
    assert results.hits[0].title == "Rouw in de wijk"


@pytest.mark.parametrize(
    "behaviour",
    [
        faults.hang,
        faults.trickle_body,
        faults.reset,
        faults.answer("503 Busy", b"{}"),
        faults.answer("200 OK", b"hallo"),
    ],
)
def test_when_the_engine_misbehaves_the_database_answers_and_says_so(
    found: None, settings: Any, behaviour: faults.Behaviour
) -> None:
    with faults.misbehaving(behaviour) as url:
        settings.OPENSEARCH_URL = url
        results = search(SearchRequest("rouw"))
    assert (results.engine, results.degraded) == ("database", True)
    assert [hit.title for hit in results.hits] == ["Rouw in de wijk"]


def test_an_engine_that_was_asked_for_must_answer(found: None, settings: Any) -> None:
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        with pytest.raises(SearchUnavailable):
            search(SearchRequest("rouw"), engine="opensearch")
        assert search(SearchRequest("rouw"), engine="database").degraded is False
    settings.OPENSEARCH_URL = ""
    with pytest.raises(SearchUnavailable):
        search(SearchRequest("rouw"), engine="opensearch")


def test_a_document_whose_page_is_not_public_is_never_shown(embedded: None) -> None:
    stored_document("Rouw zonder pagina")
    results = search(SearchRequest("rouw"))
    assert results.hits == ()
    assert results.total == 1, "not recounted"


def test_an_unknown_value_is_left_out_and_told(found: None) -> None:
    results = search(SearchRequest("rouw", {"theme": frozenset(["bestaat-niet"]), "type": frozenset(["approach"])}))
    assert results.unknown == (("Thema", "bestaat-niet"),)
    assert [hit.type for hit in results.hits] == ["approach"]


def test_a_chosen_value_is_shown_even_when_nothing_has_it(found: None) -> None:
    results = search(SearchRequest("rouw", {"type": frozenset(["story"])}))
    values = {value.value: (value.count, value.selected) for value in results.facet("type").values}
    assert values["story"] == (0, True)


def test_a_page_too_deep_has_a_total_and_no_hits(found: None) -> None:
    results = search(SearchRequest("rouw", page=501))
    assert results.total == 1
    assert results.hits == ()


def test_a_block_right_after_its_approach_stands_under_it(found: None) -> None:
    page = IndexEntry.objects.get(type="approach")
    results = search(SearchRequest(sort="newest", chosen={"type": frozenset(["approach", "block"])}))
    approach_hit, block_hit = results.hits
    assert (approach_hit.key, approach_hit.indented) == (page.key, False)
    assert block_hit.indented
    assert block_hit.parent is not None and block_hit.parent["title"] == "Rouw in de wijk"


def test_a_page_of_results_takes_a_bounded_number_of_queries(
    embedded: None, django_assert_max_num_queries: Any
) -> None:
    parent = coalition()
    for number in range(25):
        approach(parent, f"Rouw {number}", blocks=1)
    build_due()
    request = SearchRequest("rouw", {"type": frozenset(["approach"]), "coalition": frozenset([parent.slug])})
    # engine 6, the shown types 2 x (visibility, restrictions), names of the facets 2 each at most
    with django_assert_max_num_queries(20):
        assert len(search(request).hits) == 20


@pytest.mark.opensearch
def test_one_page_is_one_request_to_the_engine(engine_index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    approach(coalition(), "Rouw in de wijk")
    build_due()
    push_everything()
    asked: list[str] = []
    perform = Transport.perform_request

    def count(self: Transport, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(f"{method} {url}")
        return perform(self, method, url, *args, **kwargs)

    monkeypatch.setattr(Transport, "perform_request", count)
    results = search(SearchRequest("rouw", {"type": frozenset(["approach"])}))
    assert (results.engine, results.total) == ("opensearch", 1)
    assert asked == [f"POST /{engine_index}/_search"]


@pytest.mark.opensearch
def test_it_heals_by_itself(engine_index: str, settings: Any, opensearch_url: str) -> None:
    approach(coalition(), "Rouw in de wijk")
    build_due()
    push_everything()
    assert search(SearchRequest("rouw")).engine == "opensearch"
    with faults.misbehaving(faults.hang) as url:
        settings.OPENSEARCH_URL, settings.SEARCH_DEADLINE = url, timedelta(milliseconds=150)
        assert search(SearchRequest("rouw")).degraded
    settings.OPENSEARCH_URL = opensearch_url
    assert search(SearchRequest("rouw")).engine == "opensearch"
