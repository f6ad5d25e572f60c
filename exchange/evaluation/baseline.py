"""What the engine makes of a collection by itself: the measure of what our own search adds.

Fields title and text, its own analyzer for Dutch, `multi_match` best_fields with the title four times, and nothing
else: what anybody has in an hour.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from exchange.evaluation.metrics import Measured, measure
from exchange.evaluation.queries import JudgedQuery
from exchange.evaluation.running import KEPT
from search.api import SearchUnavailable

_TEXT = {"type": "text", "analyzer": "dutch"}


def baseline(documents: Path, queries: Sequence[JudgedQuery], *, url: str) -> list[Measured]:
    """What each question scores on a node; its index is gone afterwards. SearchUnavailable when the node fails."""
    try:
        return _measured(documents, queries, url)
    except OpenSearchException as error:
        raise SearchUnavailable(f"{type(error).__name__} op {url}") from error


def _measured(documents: Path, queries: Sequence[JudgedQuery], url: str) -> list[Measured]:
    client = OpenSearch([url], timeout=30)
    name = f"baseline-{secrets.token_hex(6)}"
    client.indices.create(index=name, body={"mappings": {"properties": {"title": _TEXT, "text": _TEXT}}})
    try:
        client.bulk(index=name, body="".join(_lines(documents)), params={"refresh": "true"})
        return [measure(query.kind, _ranking(client, name, query.text), query.judgments) for query in queries]
    finally:
        client.indices.delete(index=name)


def _lines(documents: Path) -> Iterable[str]:
    for line in documents.read_text(encoding="utf-8").splitlines():
        document: Mapping[str, Any] = json.loads(line)
        yield json.dumps({"index": {"_id": document["id"]}}) + "\n"
        yield json.dumps({"title": document.get("title", ""), "text": document["text"]}) + "\n"


def _ranking(client: OpenSearch, name: str, text: str) -> list[str]:
    query = {"multi_match": {"query": text, "fields": ["title^4", "text"]}}
    found = client.search(index=name, body={"query": query, "size": KEPT, "_source": False})
    return [str(hit["_id"]) for hit in found["hits"]["hits"]]
