"""What the database shows to everybody at this moment: asked once more before anything is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db import connection

from core.prepared import Prepared, Statement, marks
from search import registry

__all__ = ["rule", "visible"]


def visible(keys: Iterable[str]) -> frozenset[str]:
    """Of these documents ("type:pk") the ones that anybody may see now. One query for all; none for none.

    Of a type that a release took away nobody sees any more.
    """
    by_type: Mapping[str, list[int]] = defaultdict(list)
    for key in keys:
        type_key, _, pk = key.partition(":")
        if registry.known_type(type_key):
            by_type[type_key].append(int(pk))
    parts = [_public(type_key, ids) for type_key, ids in by_type.items()]
    if not parts:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(part.sql for part in parts), [value for part in parts for value in part.params]
        )
        return frozenset(f"{type_key}:{pk}" for type_key, pk in cursor.fetchall())


@lru_cache(maxsize=64)
def rule(document: registry.AnyDocument) -> Prepared:
    """What says which items of a type anybody may see: their ids."""
    return Prepared(lambda: document.public().order_by().values_list("pk", flat=True))


def _public(type_key: str, ids: list[int]) -> Statement:
    """(type, id) of those of these items that are public."""
    public = rule(registry.document_type(type_key)).statement()
    return Statement(
        f"SELECT '{type_key}', pk FROM ({public.sql}) AS public_{type_key} WHERE pk IN {marks(ids)}",
        (*public.params, *ids),
    )
