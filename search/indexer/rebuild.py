"""Fills a new index beside the one that serves, and lets the alias point to it when both sides are equal.

One that fails or is killed leaves the old index serving; its target is swept away later.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import orjson
import structlog
from django.db import IntegrityError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from core.jobs import hasten
from search import outbox, registry
from search.engines import index
from search.engines.index import Operation
from search.indexer.build import build_due
from search.indexer.check import Pair, pairs
from search.indexer.push import HEARTBEAT, operation, settle
from search.known_words import count_words
from search.models import IndexEntry, Rebuild

logger = structlog.get_logger(__name__)

BATCH = 500
"""Documents per request: about a megabyte of text."""

MAX_ROUNDS = 10
"""Comparisons before the swap; writers can keep a few rows different for ever, and the worker brings those."""

Progress = Callable[[str, int, int], None]
"""Told (what is being done, how many, out of how many)."""


class RebuildRunning(Exception):
    """Another rebuild is under way."""


@dataclass(frozen=True)
class RebuildReport:
    """What a rebuild did: documents in the end, and the name of the new index ("" when there is no engine)."""

    documents: int
    index: str


def refresh_rows(progress: Progress) -> int:
    """Build every document anew from its content; returns how many items there were."""
    for document in registry.document_types():
        outbox.touch_all(document)
    _touch_leftovers()
    total = IndexEntry.objects.to_build().count()
    build_due(progress=lambda done: progress("documenten opbouwen", done, max(total, done)))
    count_words()
    return IndexEntry.objects.with_document().count()


def rebuild(progress: Progress) -> RebuildReport:
    """Make a new index from the rows, compare, and swap. RebuildRunning when another one is alive.

    OpenSearchException when the engine goes away before the swap: the old index goes on serving.
    """
    sweep_targets()
    job = _begin()
    try:
        _fill(job, progress)
        for _ in range(MAX_ROUNDS):
            if not _even_out(job):
                break
        index.refresh(job.target)
        index.swap(job.target)
    except (index.UNREACHABLE, index.IndexMissing):
        logger.error("search.rebuild_failed", target=job.target)
        raise
    finally:
        job.delete()
    _look_once_more(job)
    return RebuildReport(IndexEntry.objects.with_document().count(), job.target)


def sweep_targets() -> None:
    """Remove rebuilds whose owner is gone, and every index that neither serves nor is being filled."""
    Rebuild.objects.filter(heartbeat__lt=timezone.now() - HEARTBEAT).delete()
    wanted = {index.serving(), *Rebuild.objects.values_list("target", flat=True)}
    index.drop(name for name in index.all_names() if name not in wanted)


def _begin() -> Rebuild:
    if Rebuild.objects.exists():
        raise RebuildRunning
    target = index.create()
    try:
        return Rebuild.objects.create(target=target, heartbeat=timezone.now())
    except IntegrityError:
        index.drop([target])
        raise RebuildRunning from None


def _alive(job: Rebuild) -> None:
    Rebuild.objects.filter(pk=job.pk).update(heartbeat=timezone.now())


def _fill(job: Rebuild, progress: Progress) -> None:
    total = IndexEntry.objects.with_document().count()
    done = 0
    for sent in index.write_ahead(index.writing_alias(job.target), _rows()):
        _alive(job)
        done += sent
        progress("index vullen", done, max(total, done))
    index.refresh(job.target)


def _rows() -> Iterator[list[Operation]]:
    """Every document, a batch at a time: no cursor stays open meanwhile."""
    # As text: orjson reads it in a fifth of the time of the field.
    rows = IndexEntry.objects.with_document().order_by("pk").annotate(json=Cast("document", TextField()))
    columns = ("pk", "type", "object_id", "document_version", "json")
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list(*columns)[:BATCH]):
        yield [Operation(f"{type_key}:{pk}", version, orjson.loads(json)) for _, type_key, pk, version, json in batch]
        last = batch[-1][0]


def _even_out(job: Rebuild) -> int:
    """Bring the target what it lacks and take away what it has too much; returns how many documents that were."""
    index.refresh(job.target)
    differences = 0
    for batch in _batches(_differences(pairs(job.target))):
        index.write(index.writing_alias(job.target), batch, refresh_now=False, patient=True)
        differences += len(batch)
        _alive(job)
    return differences


def _look_once_more(job: Rebuild) -> None:
    """What was pushed to the old index alone in the moment of the swap is brought now; if the engine goes away, by the
    sweep, as soon as it is back. The new index serves either way."""
    try:
        _last_look(job)
        sweep_targets()
    except index.UNREACHABLE:
        logger.warning("search.rebuild_not_evened_out", target=job.target)
        hasten("search_sweep")


def _last_look(job: Rebuild) -> None:
    """Even out the index that serves now; rows of which it has the document wait for the worker no longer."""
    index.refresh(job.target)
    for batch in _batches(_differences(_settling(pairs(job.target)))):
        index.write(index.writing_alias(job.target), batch, refresh_now=False, patient=True)


def _settling(found: Iterator[Pair]) -> Iterator[Pair]:
    there: dict[int, int] = {}
    for key, row, engine_version in found:
        if row is not None and row.indexed_version < row.document_version == engine_version:
            there[row.pk] = row.document_version
        if len(there) == BATCH:
            settle(there)
            there = {}
        yield key, row, engine_version
    settle(there)


def _differences(found: Iterator[Pair]) -> Iterator[Operation]:
    for key, row, engine_version in found:
        if row is None:
            yield _without_row(key, engine_version or 0)
        elif row.document_version != engine_version:
            yield operation(IndexEntry.objects.get(pk=row.pk))


def _without_row(key: str, engine_version: int) -> Operation:
    """What the engine should have of a document whose row had none when it was read.

    The rows are read before the engine: what was published and pushed in between is in its row by now, and stays.
    """
    type_key, _, number = key.partition(":")
    entry = IndexEntry.objects.with_document().filter(type=type_key, object_id=int(number)).first()
    return operation(entry) if entry else Operation(key, engine_version, None)


def _batches(operations: Iterator[Operation]) -> Iterator[list[Operation]]:
    batch: list[Operation] = []
    for one in operations:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _touch_leftovers() -> None:
    """Rows whose item is gone altogether: `touch_where` can't meet them any more."""
    for document in registry.document_types():
        rows = IndexEntry.objects.with_document().filter(type=document.key)
        gone = rows.exclude(object_id__in=document.model._default_manager.values("pk")).values_list(
            "object_id", flat=True
        )
        outbox.withdraw(document.key, gone.iterator())
    known = [document.key for document in registry.document_types()]
    for key in IndexEntry.objects.with_document().exclude(type__in=known).values_list("type", flat=True).distinct():
        outbox.withdraw(key, list(IndexEntry.objects.filter(type=key).values_list("object_id", flat=True)))
