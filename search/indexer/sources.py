"""Reads items and makes something of what is public of each: one that can't be read or made costs only itself."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model

from search import registry
from search.indexed import source_of

__all__ = ["make_each"]

T = TypeVar("T")

Source = dict[str, Any]
"""The JSON of one item with the values of all its facets; its words are not analysed."""

CONTENT_ERRORS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    ObjectDoesNotExist,
    ValidationError,
)
"""What odd content can make the reading of a row or a `build()` raise. It costs that document only; anything else is
ours and stops."""


def make_each(
    document: registry.AnyDocument, ids: Sequence[int], make: Callable[[int, Source], T]
) -> tuple[dict[int, T], dict[int, Exception]]:
    """What `make` makes of the id and source of each of these items that is public, and why others failed, by id.

    The queries of one batch, however many items; more of them only when a row can't be read.
    """
    made: dict[int, T] = {}
    failed: dict[int, Exception] = {}
    for item in _read(document, ids, failed):
        try:
            made[item.pk] = make(item.pk, _source(document, item))
        except CONTENT_ERRORS as error:
            failed[item.pk] = error
    return made, failed


def _read(document: registry.AnyDocument, ids: Sequence[int], failed: dict[int, Exception]) -> list[Model]:
    """The public ones of these items. One whose row can't be read (SQL by hand left no text in it, say) would fail all
    that are read with it: then each half is read by itself, until only that one is left, and comes into `failed`."""
    items = document.queryset().filter(pk__in=ids)
    try:
        return list(items)
    except CONTENT_ERRORS as error:
        if len(ids) == 1:
            failed[ids[0]] = error
            return []
    half = len(ids) // 2
    return [*_read(document, ids[:half], failed), *_read(document, ids[half:], failed)]


def _source(document: registry.AnyDocument, item: Model) -> Source:
    built = document.build(item)
    facets = {facet.key: tuple(dict.fromkeys(facet.values(item))) for facet in registry.facets_of(document.model)}
    facets["type"] = (document.key,)
    if built.date:
        facets["year"] = (str(built.date.year),)
    return source_of(built, facets)
