"""OpenSearch keeps the contract, on a real node; and its reader says when an answer is none."""

from typing import Any

import pytest

from search.engines.base import SearchUnavailable
from search.engines.opensearch import OpenSearchEngine, read_answer
from tests.factories.search import push_everything
from tests.search.engines.contract import EngineContract


@pytest.mark.opensearch
@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
class TestOpenSearchEngine(EngineContract):
    @pytest.fixture(autouse=True)
    def _with_engine(self, engine_index: str, settings: Any) -> None:
        self.engine = OpenSearchEngine(settings.OPENSEARCH_URL, engine_index)

    def settle(self) -> None:
        push_everything()


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        "hallo",
        [],
        {},
        {"timed_out": False, "_shards": {"failed": 0}},
        {"timed_out": True, "_shards": {"failed": 0}, "hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}},
        {"timed_out": False, "_shards": {"failed": 1}, "hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}},
        {
            "timed_out": False,
            "_shards": {"failed": 0},
            "hits": {"total": {"value": 1}, "hits": [{"_id": "raar", "_score": 1, "_source": {"source": {}}}]},
            "aggregations": {},
        },
    ],
)
def test_an_answer_that_is_none_counts_as_no_answer(nonsense: Any) -> None:
    with pytest.raises(SearchUnavailable):
        read_answer(nonsense)
