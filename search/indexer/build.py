"""Builds the documents of rows that are due: version first, content after, stored only if nothing changed since."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from search import registry
from search.engines import store
from search.engines.sql import refuses_content
from search.indexed import IndexedDocument, digest, from_source
from search.indexer.sources import make_each
from search.models import IndexEntry

logger = structlog.get_logger(__name__)

BATCH = 100
"""Rows per write transaction: about a tenth of a second of SQLite's write lock."""

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
        for type_key, pk, object_id, version, known in batch:
            by_type[type_key].append(Due(pk, object_id, version, known))
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


@dataclass
class _Built:
    """What came of the rows of one batch: nothing public, the document that they had, or another, with its version."""

    gone: list[Due] = field(default_factory=list)
    same: list[Due] = field(default_factory=list)
    new: dict[int, tuple[int, IndexedDocument]] = field(default_factory=dict)


def _build(type_key: str, due: Sequence[Due]) -> None:
    built = _Built()
    document = registry.known_type(type_key)
    if document is None:
        built.gone.extend(due)
    else:
        _sort(document, due, built)
    _keep(type_key, built, due)


def _sort(document: registry.AnyDocument, due: Sequence[Due], built: _Built) -> None:
    """Make the documents of these rows, and note in `built` what came of each; those that can't be made fail."""
    had = {row.object_id: row.digest for row in due}
    made, failed = make_each(
        document, list(had), lambda pk, source: None if digest(source) == had[pk] else from_source(source)
    )
    for row in due:
        if row.object_id in failed:
            _fail(document.key, row, failed[row.object_id])
        elif row.object_id not in made:
            built.gone.append(row)
        elif (another := made[row.object_id]) is None:
            built.same.append(row)
        else:
            built.new[row.pk] = (row.version, another)


def _keep(type_key: str, built: _Built, due: Sequence[Due]) -> None:
    """Store what came of these rows, in one transaction; when the database refuses it, of each half by itself, until
    only the row fails whose document can't be stored."""
    try:
        with transaction.atomic():
            _store(built, {row.pk: row.version for row in due})
    except DatabaseError as error:
        if not refuses_content(error):
            raise
        if len(due) == 1:
            _fail(type_key, due[0], error)
            return
        half = len(due) // 2
        _keep(type_key, built, due[:half])
        _keep(type_key, built, due[half:])


def _store(built: _Built, versions: Mapping[int, int]) -> None:
    """Store documents, but for rows whose content changed since it was read: these simply stay due."""
    # Locked in the order in which a change raises versions (outbox.py): the two wait for each other, no deadlock.
    rows = IndexEntry.objects.select_for_update().filter(pk__in=versions).order_by("object_id")
    unchanged = {pk for pk, version in rows.values_list("pk", "version") if version == versions[pk]}
    new = {pk: found for pk, found in built.new.items() if pk in unchanged}
    store.write_documents(new)
    store.keep({pk: document for pk, (_, document) in new.items()})
    gone = [row.pk for row in built.gone if row.pk in unchanged]
    settled = [pk for pk in (*gone, *(row.pk for row in built.same)) if pk in unchanged]
    IndexEntry.objects.filter(pk__in=settled).update(
        built_version=F("version"), attempts=0, error="", claimed_until=None
    )
    store.forget(gone)
    if gone:
        store.empty_documents(IndexEntry.objects.filter(pk__in=gone))


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
