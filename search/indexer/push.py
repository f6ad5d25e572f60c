"""Sends documents to the engine: claimed in one transaction, sent outside any, settled in another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from search.engines import index
from search.engines.index import Operation
from search.engines.sql import execute_for_each
from search.indexer.build import back_off
from search.indexer.due import waits
from search.models import IndexEntry, Rebuild

logger = structlog.get_logger(__name__)

BATCH = 50
"""Rows per claim and request, noted together afterwards: one by one they starved beside others who write."""

CLAIM = timedelta(seconds=30)
"""How long a claim holds: a worker that was killed leaves its rows to the next one after this. Half of the minute in
which the index has to be right again; one who works slower loses nothing, a second time changes nothing."""

REFUSED_WAIT = timedelta(seconds=10)
"""How long a row waits that the engine refused because it is full or busy: others get their turn meanwhile."""

DEAD_AFTER = 8
"""Failures after which a row counts as a dead letter; it is still tried, once an hour."""

HEARTBEAT = timedelta(seconds=60)
"""A rebuild without a sign of life for so long has no owner any more."""


@dataclass(frozen=True)
class Claimed:
    pk: int
    operation: Operation


def due() -> bool:
    """Whether there is something to push: a plain SELECT, no write transaction."""
    return waits("push")


def push_due() -> int:
    """Push one batch; returns how many rows were claimed.

    Raises OpenSearchException when the engine can't be reached or takes not all of it, and IndexMissing when there is
    nothing to write to. What it did take is settled.
    What was sent without an answer may have arrived: it is sent again with the same version, which changes nothing.
    """
    claimed = _claim(timezone.now())
    if not claimed:
        return 0
    operations = [row.operation for row in claimed]
    try:
        refusal = _send(operations)
    except (index.UNREACHABLE, index.IndexMissing):
        _release(claimed)
        raise
    held = refusal.keys | refusal.failed.keys()
    _settle([row for row in claimed if row.operation.key not in held])
    for row in claimed:
        if row.operation.key in refusal.failed:
            _fail(row, refusal.failed[row.operation.key])
    if refusal.keys:
        _release([row for row in claimed if row.operation.key in refusal.keys], until=timezone.now() + REFUSED_WAIT)
        raise refusal
    return len(claimed)


def _send(operations: list[Operation]) -> index.Refused:
    """Bring them to the index that serves and to those that are being filled; what any of these didn't take."""
    failed: dict[str, str] = {}
    refused: set[str] = set()
    # The one that is searched first. To show what is in the others yet is work for nobody, and a lot of it.
    for name in (index.alias(), *map(index.writing_alias, _rebuilding())):
        try:
            failed |= index.write(name, operations, refresh_now=name == index.alias())
        except index.Refused as refusal:
            failed |= refusal.failed
            refused |= refusal.keys
    return index.Refused(refused - failed.keys(), failed)


def _claim(now: datetime) -> list[Claimed]:
    with transaction.atomic():
        rows = IndexEntry.objects.to_push().free(now).order_by("-changed_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        entries = list(rows[:BATCH])
        IndexEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(claimed_until=now + CLAIM)
    return [Claimed(entry.pk, operation(entry)) for entry in entries]


def operation(entry: IndexEntry) -> Operation:
    """What the engine should have of a row."""
    return Operation(entry.key, entry.document_version, entry.document)


def _rebuilding() -> list[str]:
    """Targets of rebuilds that run: they get every change too, before a row counts as indexed."""
    alive = timezone.now() - HEARTBEAT
    return list(Rebuild.objects.filter(heartbeat__gt=alive).values_list("target", flat=True))


def _settle(rows: list[Claimed]) -> None:
    """Fifty rows in one statement: row by row it starves beside other writers on SQLite."""
    if not rows:
        return
    sent = Case(
        *(When(pk=row.pk, then=Value(row.operation.version)) for row in rows),
        default=F("indexed_version"),
        output_field=BigIntegerField(),
    )
    IndexEntry.objects.filter(pk__in=[row.pk for row in rows]).update(
        indexed_version=Greatest(F("indexed_version"), sent), claimed_until=None, attempts=0, error=""
    )


def settle(there: Mapping[int, int]) -> None:
    """Note which versions of these rows the index that serves has. A row that another writer holds stays due."""
    if not there:
        return
    with transaction.atomic():
        rows = IndexEntry.objects.filter(pk__in=there)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        free = list(rows.values_list("pk", flat=True))
        execute_for_each(
            "UPDATE search_indexentry SET indexed_version = %s WHERE id = %s AND indexed_version < %s",
            ((there[pk], pk, there[pk]) for pk in free),
        )
        # What it didn't take before, it has now; what couldn't be built stays told.
        done = IndexEntry.objects.filter(pk__in=free, indexed_version__gte=F("document_version"))
        done.filter(built_version__gte=F("version")).update(attempts=0, error="", claimed_until=None)


def _release(rows: list[Claimed], until: datetime | None = None) -> None:
    """The engine is away or full: that is nobody's failure, and the rows are free for when it is back."""
    IndexEntry.objects.filter(pk__in=[row.pk for row in rows]).update(claimed_until=until)


def _fail(row: Claimed, reason: str) -> None:
    logger.error("search.push_failed", document=row.operation.key, error=reason)
    attempts = IndexEntry.objects.values_list("attempts", flat=True).get(pk=row.pk) + 1
    IndexEntry.objects.filter(pk=row.pk).update(
        attempts=attempts, error=f"sturen: {reason}"[:300], claimed_until=timezone.now() + back_off(attempts)
    )
