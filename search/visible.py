"""What the database shows to everybody at this moment: asked once more before anything is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from search import registry

__all__ = ["visible"]


def visible(keys: Iterable[str]) -> frozenset[str]:
    """Of these documents ("type:pk") the ones that anybody may see now. One query per type among them."""
    by_type: Mapping[str, list[int]] = defaultdict(list)
    for key in keys:
        type_key, _, pk = key.partition(":")
        by_type[type_key].append(int(pk))
    found: set[str] = set()
    for type_key, ids in by_type.items():
        public = registry.document_type(type_key).public().filter(pk__in=ids).order_by().values_list("pk", flat=True)
        found.update(f"{type_key}:{pk}" for pk in public)
    return frozenset(found)
