"""Documents that were given up, and giving them another chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from core.ids import is_id
from search import registry
from search.indexer.build import build_after_commit
from search.indexer.push import DEAD_AFTER
from search.models import IndexEntry

SHOWN = 200
"""Letters that are listed: more have one cause, and the button for all of them."""
AT_ONCE = 20
"""Rows that are built at once, so that who retries sees how it went; of more the worker does the rest."""


@dataclass(frozen=True)
class DeadLetter:
    """A document that failed for good. `title` and `url` are those of the last time that it succeeded, or ""."""

    key: str
    type_label: str
    title: str
    url: str
    error: str
    attempts: int
    changed_at: datetime


def dead_rows() -> QuerySet[IndexEntry]:
    """The rows that failed so often that they count as given up."""
    return IndexEntry.objects.filter(attempts__gte=DEAD_AFTER)


def letters() -> list[DeadLetter]:
    """At most SHOWN of them, the longest waiting first; one query."""
    return [_letter(row) for row in dead_rows().order_by("changed_at")[:SHOWN]]


@transaction.atomic
def retry(keys: Sequence[str] | None = None) -> int:
    """Let these be tried again as if for the first time, or all of them; returns how many there were."""
    rows = dead_rows() if keys is None else dead_rows().filter(_named(keys))
    found = list(rows.values_list("pk", "type", "object_id"))
    IndexEntry.objects.filter(pk__in=[pk for pk, _, _ in found]).update(attempts=0, claimed_until=None, error="")
    for _, type_key, object_id in found[:AT_ONCE]:
        build_after_commit(type_key, [object_id])
    return len(found)


def _named(keys: Sequence[str]) -> Q:
    wanted = Q(pk__in=[])
    for key in keys:
        type_key, _, number = key.partition(":")
        if is_id(number):
            wanted |= Q(type=type_key, object_id=int(number))
    return wanted


def _letter(row: IndexEntry) -> DeadLetter:
    document = registry.known_type(row.type)
    source = row.document or {}
    return DeadLetter(
        key=row.key,
        type_label=str(document.label) if document else row.type,
        title=source.get("title", ""),
        url=source.get("url", ""),
        error=row.error,
        attempts=row.attempts,
        changed_at=row.changed_at,
    )
