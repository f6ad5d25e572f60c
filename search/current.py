"""What is shown of a document is what the database has of it now, also when the engine is behind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from search.engines.base import Found
from search.models import IndexEntry

__all__ = ["current"]


def current(found: Sequence[Found]) -> tuple[Found, ...]:
    """These, each with the text of now; those without one are left out.

    A text that was withdrawn may be public again in another form while the engine, full or slow, still has the one of
    before. One query for all, and a second one only when the engine is behind.
    """
    if not found:
        return ()
    versions = dict(_of_now((one.key for one in found), "document_version"))
    behind = [one.key for one in found if one.version != versions.get(one.key)]
    documents = dict(_of_now(behind, "document")) if behind else {}
    kept = (_with(one, documents.get(one.key)) if one.key in behind else one for one in found)
    return tuple(one for one in kept if one)


def _with(found: Found, document: Mapping[str, Any] | None) -> Found | None:
    return replace(found, source=document, version=None) if document is not None else None


def _of_now(keys: Iterable[str], column: str) -> Iterator[tuple[str, Any]]:
    """(key, value of this column) of the rows of these documents."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        type_key, _, pk = key.partition(":")
        by_type[type_key].append(int(pk))
    wanted = reduce(or_, (Q(type=type_key, object_id__in=ids) for type_key, ids in by_type.items()))
    rows = IndexEntry.objects.filter(wanted).order_by().values_list("type", "object_id", column)
    return ((f"{type_key}:{pk}", value) for type_key, pk, value in rows)
