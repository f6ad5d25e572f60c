"""The percolator of OpenSearch: questions are stored, and documents are held against them.

The index of questions is derived: before each use it is compared with what it should hold, by a fingerprint of the
stored body. So a question that was added, changed or stopped, and a change of words, synonyms or facets that makes
another body of the same question, need no signal and can't be forgotten.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from opensearchpy.exceptions import NotFoundError

from search import mapping, query
from search.engines import index
from search.models import DatabaseIdentity
from search.question.asking import Understanding
from search.question.model import Question
from search.requests import SearchRequest
from search.standing.news import News
from search.standing.questions import Standing

__all__ = ["drop", "full_form", "matches"]

PAGE: Final = 1_000
"""Questions per request, stored or met."""
_NUMBER, _PRINT, _QUERY = "saved_number", "saved_fingerprint", "saved_query"
"""Fields of a stored question, in an index that has those of the documents too: no facet may be called so."""
_OWN: Final = {_NUMBER: {"type": "long"}, _PRINT: {"type": "keyword"}, _QUERY: {"type": "percolator"}}


def full_form(question: Question, request: SearchRequest) -> dict[str, Any]:
    """What a document must have to answer a question in full: every word, in whichever way, and every choice."""
    return {"bool": {"filter": [query.full(question), query.chosen(request.chosen)]}}


def matches(questions: Sequence[Standing], items: Sequence[News], understanding: Understanding) -> dict[int, set[str]]:
    """The keys of the documents that answer each question, by its number. OpenSearchException if it can't tell."""
    _bring_up_to_date(questions, understanding)
    found: dict[int, set[str]] = {}
    for number, slots in _percolate([_document(item) for item in items]):
        found[number] = {items[slot].key for slot in slots}
    return found


def drop() -> None:
    """Throw the index of questions away; it is made anew when it is needed."""
    index.client().indices.delete(index=_name(), params={"ignore_unavailable": "true"})


def _name() -> str:
    return f"{index.alias()}-saved-searches"


def _bring_up_to_date(questions: Sequence[Standing], understanding: Understanding) -> None:
    if not _fits():
        drop()
        index.client().indices.create(index=_name(), body=_index_body())
    understood = understanding.of(question.request.query for question in questions)
    wanted = {
        standing.id: full_form(question, standing.request)
        for standing, question in zip(questions, understood, strict=True)
    }
    prints = {number: _fingerprint(body) for number, body in wanted.items()}
    stored = dict(_stored())
    lines: list[Mapping[str, Any]] = [{"delete": {"_id": str(number)}} for number in stored.keys() - wanted.keys()]
    for number, print_ in prints.items():
        if stored.get(number) != print_:
            lines += [{"index": {"_id": str(number)}}, {_NUMBER: number, _PRINT: print_, _QUERY: wanted[number]}]
    if lines:
        body = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
        answer = index.client().bulk(index=_name(), body=body, params={"refresh": "true"})
        if answer["errors"]:
            raise index.Nonsense("a question was refused")


def _fits() -> bool:
    try:
        found = index.client().indices.get_mapping(index=_name())
    except NotFoundError:
        return False
    there, wanted = found[_name()]["mappings"], _index_body()["mappings"]
    return bool(there.get("_meta") == wanted["_meta"] and there["properties"].keys() >= _OWN.keys())


def _index_body() -> dict[str, Any]:
    """The analysis and fields of the index of documents, so that a word means the same in both."""
    body = mapping.index_body(DatabaseIdentity.current())
    fields = {key: field for key, field in body["mappings"]["properties"].items() if key != "source"}
    return {**body, "mappings": {**body["mappings"], "properties": {**fields, **_OWN}}}


def _fingerprint(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]


def _stored() -> Iterator[tuple[int, str]]:
    """(number, fingerprint) of every question in the index."""
    for hit in _pages({"query": {"match_all": {}}, "docvalue_fields": [_PRINT]}):
        yield int(hit["sort"][0]), str(hit["fields"][_PRINT][0])


def _percolate(documents: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, list[int]]]:
    """(number of a question, places of the documents that answer it)."""
    asked = {"percolate": {"field": _QUERY, "documents": list(documents)}}
    for hit in _pages({"query": {"constant_score": {"filter": asked}}}):
        yield int(hit["sort"][0]), [int(slot) for slot in hit["fields"]["_percolator_document_slot"]]


def _pages(asked: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    after: list[Any] | None = None
    while True:
        body = {**asked, "size": PAGE, "sort": [_NUMBER], "_source": False}
        answer = index.client().search(index=_name(), body={**body, **({"search_after": after} if after else {})})
        hits = answer["hits"]["hits"]
        yield from hits
        if len(hits) < PAGE:
            return
        after = hits[-1]["sort"]


def _document(item: News) -> dict[str, Any]:
    """A document's fields, without what is only shown."""
    fields = index.engine_document(item.key, item.source)
    return {key: value for key, value in fields.items() if key != "source"}
