"""An index of one's own per test, on the node that all tests share."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from search.engines import index, store
from search.engines.opensearch import reader
from search.models import IndexEntry
from search.page_limit import recent


@pytest.fixture(autouse=True)
def _nobody_searched_yet() -> None:
    """The limit on searching is counted per process: without what other tests asked."""
    recent.cache_clear()


@pytest.fixture
def engine_index(opensearch_url: str, settings: Any) -> Iterator[str]:
    """A real OpenSearch with a prefix that no other test has; everything under it goes afterwards."""
    settings.OPENSEARCH_URL = opensearch_url
    settings.INDEX_PREFIX = f"test-{secrets.token_hex(5)}"
    settings.SEARCH_DEADLINE = timedelta(seconds=30)  # how busy the machine is, is not measured here
    yield settings.INDEX_PREFIX
    # A test may have pointed elsewhere, where nobody answers.
    settings.OPENSEARCH_URL = opensearch_url
    index.drop(index.all_names())
    reader.cache_clear()


@pytest.fixture
def embedded(settings: Any) -> None:
    """No engine but the database."""
    settings.OPENSEARCH_URL = ""


@pytest.fixture
def nothing_to_find(db: None) -> None:
    """An empty outbox: without the pages that every site begins with."""
    store.forget(list(IndexEntry.objects.values_list("pk", flat=True)))
    IndexEntry.objects.all().delete()
