"""Notes in the transaction of a change which documents it touches; the building comes after the commit."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models import Model, Q
from django.utils import timezone

from search import registry
from search.engines import store
from search.indexer.build import build_after_commit
from search.models import IndexEntry

CHUNK = 500
"""Rows per statement: well under SQLite's limit of variables, and locks are held briefly."""

BUILD_AT_ONCE = 20
"""Rows that the process which made the change builds itself after its commit; more are the worker's."""

EVERYTHING = Q()

_UPSERT = """
    INSERT INTO search_indexentry (type, object_id, version, built_version, document_version, indexed_version,
                                   changed_at, attempts, error, digest, sort_title)
    VALUES {rows}
    ON CONFLICT (type, object_id) DO UPDATE
       SET version = search_indexentry.version + 1, changed_at = excluded.changed_at,
           attempts = 0, claimed_until = NULL, error = ''
"""


def touch(type_key: str, ids: Iterable[int]) -> None:
    """Raise the version of these items' rows, and empty those that the public may not see any more, now.

    To be called inside the transaction of the change. Rows that don't exist yet are made.
    """
    for chunk in _chunks(ids):
        _raise_versions(type_key, chunk)
        document = registry.document_type(type_key)
        public = set(document.public().filter(pk__in=chunk).order_by().values_list("pk", flat=True))
        _empty(type_key, [pk for pk in chunk if pk not in public])
        if len(chunk) <= BUILD_AT_ONCE:
            build_after_commit(type_key, chunk)


def withdraw(type_key: str, ids: Iterable[int]) -> None:
    """Empty the rows of items that are gone: nothing of their text remains, and the engine is told."""
    for chunk in _chunks(ids):
        known = list(IndexEntry.objects.filter(type=type_key, object_id__in=chunk).values_list("object_id", flat=True))
        if known:
            _raise_versions(type_key, sorted(known))
            _empty(type_key, known)


def touch_dependents(changed: Model) -> None:
    """Raise the versions of all documents that show something of `changed`."""
    for document in registry.document_types():
        if type(changed) not in dependencies(document):
            continue
        affected = document.affected(changed)
        if affected is not None:
            touch_where(document, affected)


def touch_types(model: type[Model]) -> None:
    """Raise the versions of all documents that depend on a model: for bulk changes, which send no signal."""
    with transaction.atomic():
        for document in registry.document_types():
            if model in dependencies(document):
                touch_where(document, EVERYTHING)


def touch_items(model: type[Model], ids: Iterable[int]) -> None:
    """Raise the versions of these items and of their parts: for changes past their save(), which send no signal."""
    with transaction.atomic():
        for chunk in _chunks(ids):
            for document in registry.document_types():
                if issubclass(model, document.model):
                    touch(document.key, chunk)
                elif document.page_lookup and issubclass(model, owner(document)):
                    touch_where(document, Q(**{f"{document.page_lookup}in": chunk}))


def owner(document: registry.AnyDocument) -> type[Model]:
    """The page class whose parts these documents are."""
    model = document.model
    for name in document.page_lookup.removesuffix("__").split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def touch_where(document: registry.AnyDocument, where: Q) -> None:
    """Raise the versions of the items of one type that a filter selects, without loading them all."""
    ids = document.model._default_manager.filter(where).order_by("pk").values_list("pk", flat=True).distinct()
    touch(document.key, ids.iterator(chunk_size=CHUNK))


def touch_all(document: registry.AnyDocument) -> None:
    """Raise the versions of all items of one type, where no change is made with it: a transaction per chunk.

    In one, a rebuild of a hundred thousand would keep everybody else from writing to SQLite meanwhile. Nor does a
    cursor stay open: what it has read would be too old to be written after somebody else wrote.
    """
    last = 0
    items = document.model._default_manager.order_by("pk").values_list("pk", flat=True)
    while ids := list(items.filter(pk__gt=last)[:CHUNK]):
        with transaction.atomic():
            touch(document.key, ids)
        last = ids[-1]


def dependencies(document: registry.AnyDocument) -> set[type[Model]]:
    """The models whose change makes documents of this type stale: its own and those of its facets."""
    return {*document.depends_on, *(m for facet in registry.facets_of(document.model) for m in facet.depends_on)}


def _raise_versions(type_key: str, ids: Sequence[int]) -> None:
    # One statement, in order of id: two transactions that touch the same rows wait for each other and never deadlock.
    now = timezone.now()
    values = ", ".join(["(%s, %s, 1, 0, 0, 0, %s, 0, '', '', '')"] * len(ids))
    params = [part for pk in sorted(ids) for part in (type_key, pk, now)]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(rows=values), params)


def _empty(type_key: str, ids: Sequence[int]) -> None:
    if not ids:
        return
    rows = IndexEntry.objects.filter(type=type_key, object_id__in=ids)
    store.forget(list(rows.values_list("pk", flat=True)))
    store.empty_documents(rows)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    iterator = iter(ids)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
