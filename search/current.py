"""What is shown of a document is what the database has of it now, also when the engine is behind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from core.prepared import Prepared, marks
from search.engines.base import Found
from search.models import IndexEntry

__all__ = ["current"]

_VERSIONS = Prepared(lambda: IndexEntry.objects.order_by().values_list("type", "object_id", "document_version"))


def current(found: Sequence[Found]) -> tuple[Found, ...]:
    """These, each with the text of now; those without one are left out.

    A text that was withdrawn may be public again in another form while the engine, full or slow, still has the one of
    before. One query for all, and a second one only when the engine is behind.
    """
    if not found:
        return ()
    versions = _versions([one.key for one in found])
    behind = [one.key for one in found if one.version != versions.get(one.key)]
    documents = _documents(behind) if behind else {}
    kept = (_with(one, documents.get(one.key)) if one.key in behind else one for one in found)
    return tuple(one for one in kept if one)


def _with(found: Found, document: Mapping[str, Any] | None) -> Found | None:
    return replace(found, source=document, version=None) if document is not None else None


def _versions(keys: Iterable[str]) -> dict[str, int]:
    """The version of now of each of these documents that there is."""
    by_type = _by_type(keys)
    condition = " OR ".join(f"(type = %s AND object_id IN {marks(ids)})" for ids in by_type.values())
    values = [value for type_key, ids in by_type.items() for value in (type_key, *ids)]
    return {f"{type_key}:{pk}": version for type_key, pk, version in _VERSIONS.rows_where(condition, values)}


def _documents(keys: Iterable[str]) -> dict[str, Mapping[str, Any] | None]:
    wanted = reduce(or_, (Q(type=type_key, object_id__in=ids) for type_key, ids in _by_type(keys).items()))
    rows = IndexEntry.objects.filter(wanted).order_by().values_list("type", "object_id", "document")
    return {f"{type_key}:{pk}": document for type_key, pk, document in rows}


def _by_type(keys: Iterable[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        type_key, _, pk = key.partition(":")
        found[type_key].append(int(pk))
    return found
