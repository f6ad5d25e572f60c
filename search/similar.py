"""What is like a document, and why: from the values of facets that rows share, never through the engine.

A hanging engine may slow no page but that of the results, so this asks the database alone, whatever engine serves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Model

from search import registry
from search.facets import Kinship
from search.models import IndexEntry
from search.visible import visible

__all__ = ["Similar", "similar_to"]

SIZE: Final = 4
"""A row on a wide screen: enough to go on, and what comes after is less and less alike."""
WORTH: Final = 0.5
"""Of the best score: another type comes before more of the same only if it is at least half as much alike."""

_SHARED: Final = """
    FROM search_indexfacet AS mine
    JOIN search_indexfacet AS other ON other.facet = mine.facet AND other.value = mine.value
"""


@dataclass(frozen=True)
class Similar:
    """Something like what one reads, with the reason in words: "zelfde thema en fase"."""

    type: str
    type_label: str
    title: str
    url: str
    summary: str
    reason: str


class _Scored(NamedTuple):
    entry_id: int
    type: str
    object_id: int
    score: int

    @property
    def key(self) -> str:
        return f"{self.type}:{self.object_id}"


def similar_to(item: Model, *, without: Iterable[Model] = (), size: int = SIZE) -> tuple[Similar, ...]:
    """What is most like an item that can be found, the nearest first; none for one that can't.

    Shared values count by the weight of their facet. The best of every type comes before more of one, if it is near
    enough. `without`: what the page shows already. Four queries, and one or two per type for what may be shown.
    """
    kinships = {facet.key: facet.kinship for facet in registry.facets() if facet.kinship}
    entry_id = _entry_of(item)
    if entry_id is None or not kinships:
        return ()
    shown = {_key(other) for other in without}
    scored = [row for row in _scored(entry_id, kinships, size + len(shown)) if row.key not in shown]
    allowed = visible(row.key for row in scored)
    chosen = _mixed([row for row in scored if row.key in allowed], size)
    return _told(entry_id, chosen, kinships)


def _key(item: Model) -> str:
    types = (document.key for document in registry.document_types() if isinstance(item, document.model))
    return f"{next(types, '')}:{item.pk}"


def _entry_of(item: Model) -> int | None:
    type_key, _, pk = _key(item).partition(":")
    if item.pk is None:
        return None
    return IndexEntry.objects.with_document().filter(type=type_key, object_id=pk).values_list("pk", flat=True).first()


def _scored(entry_id: int, kinships: dict[str, Kinship], most: int) -> list[_Scored]:
    """The nearest rows of each type, the best first. Parts are left out: they share all with their whole."""
    types = [document.key for document in registry.document_types() if not document.page_lookup]
    alone = [key for key, kinship in kinships.items() if kinship.alone]
    weights = " ".join(["WHEN %s THEN %s"] * len(kinships))
    sql = f"""
        SELECT entry_id, type, object_id, score FROM (
            SELECT entry.id AS entry_id, entry.type, entry.object_id, alike.score, entry.sort_date,
                   row_number() OVER (PARTITION BY entry.type
                                      ORDER BY alike.score DESC, entry.sort_date IS NULL, entry.sort_date DESC, entry.id
                                     ) AS place
              FROM (SELECT other.entry_id, SUM(CASE mine.facet {weights} ELSE 0 END) AS score {_SHARED}
                     WHERE mine.entry_id = %s AND other.entry_id <> %s
                       AND other.entry_id IN (SELECT other.entry_id {_SHARED}
                                               WHERE mine.entry_id = %s AND mine.facet IN ({_marks(alone)}))
                     GROUP BY other.entry_id) AS alike
              JOIN search_indexentry AS entry ON entry.id = alike.entry_id
             WHERE entry.type IN ({_marks(types)})
        ) AS ranked
        WHERE place <= %s
        ORDER BY score DESC, sort_date IS NULL, sort_date DESC, entry_id
    """
    weighed = [part for key, kinship in kinships.items() for part in (key, kinship.weight)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*weighed, entry_id, entry_id, entry_id, *alone, *types, most])
        return [_Scored(*row) for row in cursor.fetchall()]


def _mixed(scored: Sequence[_Scored], size: int) -> list[_Scored]:
    """Of what is near, the first of each type before the second of any; shown in order of likeness (pure)."""
    first: dict[str, _Scored] = {}
    for row in scored:
        if row.score >= WORTH * scored[0].score:
            first.setdefault(row.type, row)
    ahead = list(first.values())
    chosen = {row.key for row in [*ahead, *(row for row in scored if row not in ahead)][:size]}
    return [row for row in scored if row.key in chosen]


def _told(entry_id: int, rows: Sequence[_Scored], kinships: dict[str, Kinship]) -> tuple[Similar, ...]:
    ids = [row.entry_id for row in rows]
    if not ids:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT other.entry_id, mine.facet, count(*) {_SHARED} "
            f"WHERE mine.entry_id = %s AND other.entry_id IN ({_marks(ids)}) GROUP BY other.entry_id, mine.facet",
            [entry_id, *ids],
        )
        counted = {(other, facet): shared for other, facet, shared in cursor.fetchall()}
    entries = IndexEntry.objects.with_document().in_bulk(ids)
    return tuple(
        Similar(
            type=row.type,
            type_label=str(registry.document_type(row.type).label),
            title=source["title"],
            url=source["url"],
            summary=source["summary"],
            reason=reason({key: counted.get((row.entry_id, key), 0) for key in kinships}, kinships),
        )
        for row in rows
        if row.entry_id in entries and (source := entries[row.entry_id].document) is not None
    )


def reason(shared: dict[str, int], kinships: dict[str, Kinship]) -> str:
    """ "zelfde thema’s, fase en regio": what is shared, what counts most first (pure)."""
    order = sorted((key for key in kinships if shared.get(key)), key=lambda key: -kinships[key].weight)
    words = [kinships[key].one if shared[key] == 1 else kinships[key].several for key in order]
    *first, last = words
    return f"zelfde {', '.join(first)} en {last}" if first else f"zelfde {last}"


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))
