"""Builds the documents of rows that are due: version first, content after, stored only if nothing changed since."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from search import registry
from search.engines import store
from search.indexed import IndexedDocument, from_source, source_of
from search.models import IndexEntry

logger = structlog.get_logger(__name__)

BATCH = 100
"""Rows per write transaction: about a tenth of a second of SQLite's write lock."""

CONTENT_ERRORS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    ObjectDoesNotExist,
    ValidationError,
)
"""What odd content can make a `build()` raise. It costs that document only; anything else is ours and stops."""

MAX_BACK_OFF = timedelta(hours=1)


@dataclass(frozen=True)
class Due:
    """A row as it was before its content was read."""

    pk: int
    object_id: int
    version: int
    digest: str


def build_due(limit: int | None = None, progress: Callable[[int], None] | None = None) -> int:
    """Build all rows that are due, newest changes first, or at most `limit`; returns how many were stored.

    `progress` is told the number of rows done after each batch.
    """
    done = 0
    while limit is None or done < limit:
        size = BATCH if limit is None else min(BATCH, limit - done)
        rows = IndexEntry.objects.to_build().free(timezone.now()).order_by("-changed_at", "pk")[:size]
        batch = list(rows.values_list("type", "pk", "object_id", "version", "digest"))
        if not batch:
            break
        by_type: dict[str, list[Due]] = defaultdict(list)
        for type_key, pk, object_id, version, digest in batch:
            by_type[type_key].append(Due(pk, object_id, version, digest))
        for type_key, due in by_type.items():
            _build(type_key, due)
        done += len(batch)
        if progress:
            progress(done)
    return done


def build_rows(type_key: str, object_ids: Sequence[int]) -> None:
    """Build these rows if they are due."""
    rows = IndexEntry.objects.to_build().filter(type=type_key, object_id__in=object_ids)
    due = [Due(*row) for row in rows.values_list("pk", "object_id", "version", "digest")]
    if due:
        _build(type_key, due)


def build_after_commit(type_key: str, object_ids: Sequence[int]) -> None:
    """Build these rows when the transaction of now is committed. If that fails, the change stands: they stay due."""

    # Django names the function in its log when it fails; a partial has no name, and that would be an error of its own.
    def build() -> None:
        build_rows(type_key, object_ids)

    transaction.on_commit(build, robust=True)


def indexed(document: registry.AnyDocument, item: Model) -> IndexedDocument:
    """The document of one item with the values of all its facets."""
    return from_source(public_source(document, item))


def public_source(document: registry.AnyDocument, item: Model) -> dict[str, Any]:
    """The JSON of one item with the values of all its facets; its words are not analysed."""
    built = document.build(item)
    facets = {facet.key: tuple(dict.fromkeys(facet.values(item))) for facet in registry.facets_of(document.model)}
    facets["type"] = (document.key,)
    if built.date:
        facets["year"] = (str(built.date.year),)
    return source_of(built, facets)


def _build(type_key: str, due: Sequence[Due]) -> None:
    document = registry.known_type(type_key)
    items: Mapping[Any, Model] = {}
    if document is not None:
        items = {item.pk: item for item in document.queryset().filter(pk__in=[row.object_id for row in due])}
    built: list[tuple[Due, IndexedDocument | None]] = []
    for row in due:
        item = items.get(row.object_id)
        if document is None or item is None:
            built.append((row, None))
            continue
        try:
            built.append((row, indexed(document, item)))
        except CONTENT_ERRORS as error:
            _fail(type_key, row, error)
    with transaction.atomic():
        # In the order in which a change raises their versions (outbox.py): the two wait for each other, no deadlock.
        for row, new in sorted(built, key=lambda pair: pair[0].object_id):
            _store(row, new)


def _store(row: Due, new: IndexedDocument | None) -> None:
    """Store a document unless its content changed since it was read: then the row simply stays due."""
    unchanged = IndexEntry.objects.filter(pk=row.pk, version=row.version)
    settled = {"built_version": row.version, "attempts": 0, "error": "", "claimed_until": None}
    digest = new.digest if new else ""
    if digest == row.digest and new is not None:
        unchanged.update(**settled)
    elif new is not None:
        if unchanged.update(**settled, **store.columns(new), document_version=row.version):
            store.keep(row.pk, new)
    elif unchanged.update(**settled):
        store.forget([row.pk])
        store.empty_documents(unchanged)


def _fail(type_key: str, row: Due, error: Exception) -> None:
    # Only the kind of error: its message may hold the text of a story.
    logger.error("search.build_failed", document=f"{type_key}:{row.object_id}", error=type(error).__name__)
    attempts = IndexEntry.objects.values_list("attempts", flat=True).get(pk=row.pk) + 1
    IndexEntry.objects.filter(pk=row.pk, version=row.version).update(
        attempts=attempts,
        error=f"bouwen: {type(error).__name__}",
        claimed_until=timezone.now() + back_off(attempts),
    )


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many failures: 1 s, 2 s, 4 s … an hour."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 12)), MAX_BACK_OFF)
