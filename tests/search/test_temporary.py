"""For a while the site's search answers from another index; afterwards everything is as it was."""

from typing import Any

import pytest

from search.engines import index
from search.engines.base import SearchUnavailable
from search.known_words import StoredWords
from search.requests import SearchRequest
from search.service import search
from search.temporary import temporary_index
from tests import faults
from tests.factories.search import stored_document

pytestmark = pytest.mark.django_db


def quiet(line: str) -> None:
    """Nobody reads it here."""


def test_the_database_can_be_asked_where_the_site_has_an_engine(settings: Any) -> None:
    stored_document("Rouw")
    settings.OPENSEARCH_URL = "http://127.0.0.1:9"
    with temporary_index("database", announce=quiet) as used:
        results = search(SearchRequest("rouw"))
        assert (used, results.engine, results.degraded) == ("database", "database", False)
        assert "rouw" in StoredWords().shares(["rouw"])
    assert settings.OPENSEARCH_URL == "http://127.0.0.1:9"


def test_an_engine_that_fails_is_told_and_the_settings_are_put_back(settings: Any) -> None:
    settings.INDEX_PREFIX = "eigen"
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        with pytest.raises(SearchUnavailable), temporary_index(None, announce=quiet):
            pytest.fail("it never begins")
    assert settings.INDEX_PREFIX == "eigen"


@pytest.mark.opensearch
def test_the_index_of_the_site_is_left_alone_and_the_other_is_gone_also_after_an_error(
    engine_index: str, settings: Any
) -> None:
    stored_document("Rouw")
    with pytest.raises(KeyError), temporary_index("opensearch", announce=quiet):
        assert engine_index != settings.INDEX_PREFIX
        assert search(SearchRequest("rouw"), engine="opensearch").total == 1
        made = index.all_names()
        raise KeyError
    assert engine_index == settings.INDEX_PREFIX
    assert not {*made} & {*index.client().indices.get(index="*")}
