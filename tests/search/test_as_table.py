"""The table when the engine goes away while it is read."""

from dataclasses import replace
from typing import Any

import pytest

from search import as_table
from search.indexer.build import build_due
from search.requests import SearchRequest
from search.service import search
from tests import faults
from tests.search.content import approach, coalition


@pytest.mark.django_db
def test_an_engine_that_goes_away_halfway_leaves_the_rest_to_the_database(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPENSEARCH_URL = ""
    parent = coalition()
    for number in range(5):
        approach(parent, f"Rouw {number}")
    build_due()
    monkeypatch.setattr(as_table, "BATCH", 2)
    first = replace(search(SearchRequest("rouw")), engine="opensearch")
    with faults.misbehaving(faults.reset) as settings.OPENSEARCH_URL:
        rows = list(as_table.table(first).rows)
    assert sorted(row[3] for row in rows) == [f"Rouw {number}" for number in range(5)]
