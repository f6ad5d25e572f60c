"""An engine that is behind shows no text that was taken away."""

from typing import Any

import pytest

from approaches.models import ApproachPage
from search.current import current
from search.engines.base import Found
from search.indexer.build import build_due
from search.models import IndexEntry
from search.requests import SearchRequest
from search.service import search
from tests.factories.search import push_everything
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.opensearch]


@pytest.fixture
def page(engine_index: str) -> ApproachPage:
    """An approach that the engine has, with a text that shouldn't have been there."""
    page = approach(coalition(), "Rouw bij familie Jansen")
    build_due()
    push_everything()
    return page


def titles() -> list[str]:
    results = search(SearchRequest("rouw"))
    assert results.engine == "opensearch"
    return [hit.title for hit in results.hits]


def test_what_was_taken_away_and_came_back_in_other_words_is_shown_in_those(page: ApproachPage) -> None:
    page.unpublish()
    page.title = "Rouw in een gezin"
    page.save_revision().publish()
    build_due()
    assert titles() == ["Rouw in een gezin"]


def test_as_long_as_there_is_no_text_of_now_there_is_none_to_show(page: ApproachPage) -> None:
    page.unpublish()
    page.title = "Rouw in een gezin"
    page.save_revision().publish()
    assert titles() == []


def test_an_engine_that_is_up_to_date_costs_one_query(page: ApproachPage, django_assert_num_queries: Any) -> None:
    version = IndexEntry.objects.get(type="approach").document_version
    found = Found(f"approach:{page.pk}", 1.0, {"title": "Van de zoekmachine"}, version)
    with django_assert_num_queries(1):
        assert current([found]) == (found,)
