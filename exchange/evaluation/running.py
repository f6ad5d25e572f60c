"""One evaluation: documents into a site of their own, questions through its search, and what that is worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from exchange.demo.files import read as read_content
from exchange.demo.loading import load_demo
from exchange.evaluation.database import temporary_database
from exchange.evaluation.metrics import Measured, Score, by_kind, mean, measure
from exchange.evaluation.queries import JudgedQuery
from exchange.faults import Remark
from exchange.importing import import_file
from exchange.reference import Reference
from exchange.services import Importer
from exchange.summary import Summary
from search.api import EngineName, Hit, SearchRequest, build_due, clean_query, search, temporary_index

KEPT = 100
"""Ids per question that a run remembers: further down no measure looks."""

_ASKED = KEPT + 20
"""The pages that every site begins with are hits too, and have no external id."""


Identify = Callable[[Hit], str | None]
"""What a document is called in judgments; None when it isn't part of the collection."""


def by_external_id(hit: Hit) -> str | None:
    """As in a file of documents."""
    return hit.external_id


def by_address(hit: Hit) -> str | None:
    """The last part of its address; a building block counts as the approach that it belongs to."""
    address = hit.parent["url"] if hit.parent else hit.url
    return address.strip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Run:
    """What the search answered to each question: the first external ids, best first; and what that is worth."""

    engine: EngineName
    summary: Summary
    queries: Sequence[JudgedQuery]
    rankings: Sequence[Sequence[str]]

    @property
    def measured(self) -> list[Measured]:
        return [
            measure(query.kind, ranking, query.judgments)
            for query, ranking in zip(self.queries, self.rankings, strict=True)
        ]

    @property
    def overall(self) -> Score:
        return mean(self.measured)

    @property
    def kinds(self) -> dict[str, Score]:
        return by_kind(self.measured)


def evaluate(
    *,
    documents: Path,
    queries: Sequence[JudgedQuery],
    engine: EngineName | None,
    tell: Callable[[Remark], None],
    announce: Callable[[str], None],
) -> Run:
    """Measure the search on these documents. `tell` gets each remark about a document, `announce` what takes long.

    UnreadableFile, SearchUnavailable and DatabaseError when that can't be done.
    """
    with temporary_database(announce=announce):
        # In one transaction, so that the documents are built together: one by one that costs half as much again.
        with transaction.atomic():
            # Into a database that is thrown away: what was erased from the site is no matter here.
            importer = Importer(Reference(), erased=frozenset())
            summary = import_file(documents, importer, tell=tell)
            build_due()
        with temporary_index(engine, announce=announce) as used:
            rankings = [ranking(query.text, used) for query in queries]
    return Run(used, summary, queries, rankings)


def evaluate_demo(*, queries: Sequence[JudgedQuery], engine: EngineName | None, announce: Callable[[str], None]) -> Run:
    """Measure the search on the examples that come with the site; errors as those of `evaluate`.

    Pictures land in MEDIA_ROOT: let that be a folder of the run's own.
    """
    with temporary_database(announce=announce):
        load_demo(content=read_content())
        build_due()
        with temporary_index(engine, announce=announce) as used:
            rankings = [ranking(query.text, used, by_address) for query in queries]
    return Run(used, Summary(), queries, rankings)


def ranking(text: str, engine: EngineName, identify: Identify = by_external_id) -> list[str]:
    """The ids of the hits of a question, best first, each once."""
    found = search(SearchRequest(query=clean_query(text), size=_ASKED), engine=engine)
    return list(dict.fromkeys(name for hit in found.hits if (name := identify(hit))))[:KEPT]
