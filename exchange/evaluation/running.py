"""One evaluation: documents into a site of their own, questions through its search, and what that is worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from exchange.evaluation.database import temporary_database
from exchange.evaluation.metrics import Measured, Score, by_kind, mean, measure
from exchange.evaluation.queries import JudgedQuery
from exchange.faults import Remark
from exchange.importing import Summary, import_file
from exchange.reference import Reference
from exchange.services import Importer
from search.api import EngineName, SearchRequest, build_due, clean_query, search, temporary_index

KEPT = 100
"""Ids per question that a run remembers: further down no measure looks."""

_ASKED = KEPT + 20
"""The pages that every site begins with are hits too, and have no external id."""


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
    with temporary_database(like_the_site=engine == "database", announce=announce):
        # In one transaction, so that the documents are built together: one by one that costs half as much again.
        with transaction.atomic():
            summary = import_file(documents, Importer(Reference()), tell=tell)
            build_due()
        with temporary_index(engine, announce=announce) as used:
            rankings = [ranking(query.text, used) for query in queries]
    return Run(used, summary, queries, rankings)


def ranking(text: str, engine: EngineName) -> list[str]:
    """The external ids of the hits of a question, best first."""
    found = search(SearchRequest(query=clean_query(text), size=_ASKED), engine=engine)
    return [hit.external_id for hit in found.hits if hit.external_id][:KEPT]
