"""OpenSearch: reading with a deadline for visitors, and the client of the worker."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import structlog
from django.conf import settings
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException

from search import query, registry
from search.engines.base import Answer, Found, SearchUnavailable
from search.engines.deadline import Breaker, CuttableConnection, Deadline, TooLate
from search.question.model import Question
from search.requests import SearchRequest

logger = structlog.get_logger(__name__)

WRITE_TIMEOUT = 30
"""Seconds for one request of the worker: a bulk of 50 on a busy node takes a few."""


@lru_cache(maxsize=8)
def writer(url: str) -> OpenSearch:
    """The client that the worker and the commands use. No sniffing: it made a hang worse."""
    return OpenSearch([url], timeout=WRITE_TIMEOUT, max_retries=2, retry_on_timeout=True, pool_maxsize=4)


@lru_cache(maxsize=8)
def reader(url: str, index: str) -> "OpenSearchEngine":
    """The engine of this process; its breaker is shared by all requests."""
    return OpenSearchEngine(url, index)


class OpenSearchEngine:
    """Answers from an OpenSearch index within the deadline, or raises SearchUnavailable."""

    name = "opensearch"

    def __init__(self, url: str, index: str) -> None:
        limit = settings.SEARCH_DEADLINE
        self._index = index
        self._deadline = Deadline(limit)
        self._breaker = Breaker()
        self._client = OpenSearch(
            [url],
            connection_class=CuttableConnection,
            timeout=limit.total_seconds(),
            max_retries=0,
            retry_on_timeout=False,
        )

    def search(self, request: SearchRequest, question: Question) -> Answer:
        if not self._breaker.allows():
            raise SearchUnavailable("breaker open")
        try:
            answer = self._answer(request, question)
        except SearchUnavailable as error:
            self._breaker.failed(late=isinstance(error, TooLate))
            logger.warning("search.engine_unavailable", reason=str(error))
            raise
        self._breaker.succeeded()
        return answer

    def _answer(self, request: SearchRequest, question: Question) -> Answer:
        body = query.body(request, question, registry.facets())
        try:
            raw = self._deadline.run(lambda: self._client.search(index=self._index, body=body))
        except ConnectionTimeout as error:
            raise TooLate(type(error).__name__) from error
        except OpenSearchException as error:
            raise SearchUnavailable(type(error).__name__) from error
        return read_answer(raw)


def read_answer(raw: Any) -> Answer:
    """An engine's answer as ours (pure); SearchUnavailable when it isn't the answer to a search."""
    try:
        if raw["timed_out"] or raw["_shards"]["failed"]:
            raise SearchUnavailable("incomplete answer")
        total = int(raw["hits"]["total"]["value"])
        counts = raw["aggregations"]
        counted = {key: value for key, value in counts.items() if key not in (query.FULL, query.ALL)}
        return Answer(
            total=total,
            found=tuple(_found(hit) for hit in raw["hits"]["hits"]),
            counts={key: _buckets(value) for key, value in counted.items()},
            full=int(counts.get(query.FULL, {"doc_count": total})["doc_count"]),
            without=_without(counted) if not total else {},
            without_all=int(counts.get(query.ALL, {"doc_count": 0})["doc_count"]) if not total else 0,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SearchUnavailable("nonsense") from error


def _found(hit: Mapping[str, Any]) -> Found:
    found = Found(str(hit["_id"]), hit["_score"], hit["_source"]["source"], int(hit["_version"]))
    if found.id < 0 or registry.known_type(found.type) is None:
        raise ValueError("unknown document")
    return found


def _without(counted: Mapping[str, Any]) -> dict[str, int]:
    """What there would be without the choice in a facet: what passes the filter of its counts, if they have one."""
    return {key: left for key, value in counted.items() if (left := int(value.get("doc_count", 0)))}


def _buckets(counted: Mapping[str, Any]) -> dict[str, int]:
    values = counted.get(query.VALUES, counted)
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in values["buckets"]}
