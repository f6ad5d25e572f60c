"""A story that is taken back leaves the engine: after it was away, and out of an index that is being filled."""

from typing import Any

import pytest
from django.test import Client

from search.api import SearchRequest, search
from search.engines import index
from search.indexer import rebuild as module
from search.indexer.build import build_due
from search.indexer.push import push_due
from search.indexer.rebuild import rebuild
from search.models import Rebuild
from stories.models import StoryPage, Submission
from stories.services.withdrawing import withdraw
from tests import faults
from tests.factories.search import push_everything
from tests.factories.submissions import published

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.opensearch,
    pytest.mark.usefixtures("nothing_to_find", "engine_index"),
]
WORD = "Zwaluwnest"


@pytest.fixture
def story() -> tuple[Submission, StoryPage]:
    """On the site and in the engine."""
    row, page = published(title=WORD)
    build_due()
    push_everything()
    assert [hit.title for hit in search(SearchRequest(WORD), engine="opensearch").hits] == [WORD]
    return row, page


def in_engine() -> list[str]:
    """The keys of every document in every index of this site."""
    for name in index.all_names():
        index.refresh(name)
    return [key for name in index.all_names() for key, _ in index.versions(name)]


def test_what_was_withdrawn_while_the_engine_was_away_goes_once_when_it_is_back(
    story: tuple[Submission, StoryPage], client: Client, settings: Any
) -> None:
    row, page = story
    url = settings.OPENSEARCH_URL
    with faults.refusing() as nowhere:
        settings.OPENSEARCH_URL = nowhere
        withdraw(submission=row)
        assert search(SearchRequest(WORD)).hits == ()
        assert client.get(page.url).status_code == 410
    settings.OPENSEARCH_URL = url
    assert in_engine() == [f"story:{page.pk}"]
    assert search(SearchRequest(WORD), engine="opensearch").hits == (), "not shown though the engine still has it"
    assert [push_due(), push_due()] == [1, 0]
    assert in_engine() == []


def test_what_is_withdrawn_while_a_new_index_is_filled_is_not_in_it(
    story: tuple[Submission, StoryPage], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, page = story
    fill = module._fill

    def withdraw_after_filling(job: Rebuild, progress: module.Progress) -> None:
        fill(job, progress)
        withdraw(submission=row)
        assert client.get(page.url).status_code == 410
        assert search(SearchRequest(WORD), engine="opensearch").hits == ()

    monkeypatch.setattr(module, "_fill", withdraw_after_filling)
    rebuild(lambda what, done, total: None)
    while push_due():
        pass
    assert in_engine() == []
