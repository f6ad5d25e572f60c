"""What is like a document, and why: from the values of facets that rows share, never through the engine.

A hanging engine may slow no page but that of the results, so this asks the database alone, whatever engine serves.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
CANDIDATES: Final = 40
"""Of each type that are weighed in full. Of more that share as many themes, instruments and situations the newest rows
are taken: to weigh all took 107 ms of processor at 10,000 documents, this takes 17."""

_NEAR: Final = """
    SELECT entry_id FROM (
        SELECT kind.value, alike.entry_id,
               row_number() OVER (PARTITION BY kind.value ORDER BY alike.score DESC, alike.entry_id DESC) AS place
          FROM (SELECT other.entry_id, SUM(CASE mine.facet {weights} ELSE 0 END) AS score
                  FROM search_indexfacet AS mine
                  JOIN search_indexfacet AS other ON other.facet = mine.facet AND other.value = mine.value
                 WHERE mine.entry_id = %s AND mine.facet IN ({alone}) AND other.entry_id <> %s
                 GROUP BY other.entry_id) AS alike
          JOIN search_indexfacet AS kind
            ON kind.facet = 'type' AND kind.value IN ({types}) AND kind.entry_id = alike.entry_id
    ) AS ranked
    WHERE place <= %s
"""
_SHARED: Final = """
    SELECT entry.id, entry.type, entry.object_id, entry.sort_date, mine.facet, count(*)
      FROM search_indexfacet AS mine
      JOIN search_indexfacet AS other ON other.facet = mine.facet AND other.value = mine.value
      JOIN search_indexentry AS entry ON entry.id = other.entry_id
     WHERE mine.entry_id = %s AND mine.facet IN ({facets}) AND other.entry_id IN ({ids})
     GROUP BY entry.id, entry.type, entry.object_id, entry.sort_date, mine.facet
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


@dataclass(frozen=True)
class Weighed:
    """A document with how many values it shares, by facet, and what that weighs."""

    entry_id: int
    type: str
    object_id: int
    date: str
    shared: Mapping[str, int]
    score: int

    @property
    def key(self) -> str:
        return f"{self.type}:{self.object_id}"


def similar_to(item: Model, *, without: Iterable[Model] = (), size: int = SIZE) -> tuple[Similar, ...]:
    """What is most like an item that can be found, the nearest first; none for one that can't.

    Shared values count by the weight of their facet. The best of every type comes before more of one, if it is near
    enough. `without`: what the page shows already. Five queries.
    """
    kinships = {facet.key: facet.kinship for facet in registry.facets() if facet.kinship}
    entry_id = _entry_of(item)
    if entry_id is None:
        return ()
    shown = {_key(other) for other in without}
    weighed = _weighed(entry_id, _near(entry_id, kinships, CANDIDATES + len(shown)), kinships)
    some = _best_of_each([row for row in weighed if row.key not in shown], size)
    allowed = visible(row.key for row in some)
    return _told(mixed([row for row in some if row.key in allowed], size), kinships)


def _key(item: Model) -> str:
    types = (document.key for document in registry.document_types() if isinstance(item, document.model))
    return f"{next(types, '')}:{item.pk}"


def _entry_of(item: Model) -> int | None:
    type_key, _, pk = _key(item).partition(":")
    if item.pk is None:
        return None
    return IndexEntry.objects.with_document().filter(type=type_key, object_id=pk).values_list("pk", flat=True).first()


def _near(entry_id: int, kinships: Mapping[str, Kinship], most: int) -> list[int]:
    """Rows that share what alone makes alike, of each type the nearest. Parts are left out: they share all with their
    whole."""
    types = [document.key for document in registry.document_types() if not document.page_lookup]
    alone = {key: kinship.weight for key, kinship in kinships.items() if kinship.alone}
    weights = [part for pair in alone.items() for part in pair]
    sql = _NEAR.format(weights=" ".join(["WHEN %s THEN %s"] * len(alone)), alone=_marks(alone), types=_marks(types))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*weights, entry_id, *alone, entry_id, *types, most])
        return [row[0] for row in cursor.fetchall()]


def _weighed(entry_id: int, near: Sequence[int], kinships: Mapping[str, Kinship]) -> list[Weighed]:
    """These rows by all that they share, the nearest first, of equals the newest."""
    if not near:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SHARED.format(facets=_marks(kinships), ids=_marks(near)), [entry_id, *kinships, *near])
        rows = cursor.fetchall()
    shared: dict[tuple[int, str, int, str], dict[str, int]] = defaultdict(dict)
    for pk, type_key, object_id, day, facet, count in rows:
        shared[pk, type_key, object_id, str(day or "")][facet] = count
    found = [
        Weighed(*row, shared=counts, score=sum(kinships[key].weight * n for key, n in counts.items()))
        for row, counts in shared.items()
    ]
    newest = sorted(sorted(found, key=lambda row: row.entry_id), key=lambda row: row.date, reverse=True)
    return sorted(newest, key=lambda row: -row.score)


def _best_of_each(weighed: Iterable[Weighed], size: int) -> list[Weighed]:
    """No more of each type than can be shown."""
    taken: Counter[str] = Counter()
    kept = []
    for row in weighed:
        taken[row.type] += 1
        if taken[row.type] <= size:
            kept.append(row)
    return kept


def mixed(weighed: Sequence[Weighed], size: int) -> list[Weighed]:
    """Of what is near, the first of each type before the second of any; shown in order of likeness (pure)."""
    first: dict[str, Weighed] = {}
    for row in weighed:
        if row.score >= WORTH * weighed[0].score:
            first.setdefault(row.type, row)
    ahead = list(first.values())
    chosen = {row.key for row in [*ahead, *(row for row in weighed if row not in ahead)][:size]}
    return [row for row in weighed if row.key in chosen]


def _told(rows: Sequence[Weighed], kinships: Mapping[str, Kinship]) -> tuple[Similar, ...]:
    entries = IndexEntry.objects.with_document().in_bulk([row.entry_id for row in rows])
    return tuple(
        Similar(
            type=row.type,
            type_label=str(registry.document_type(row.type).label),
            title=source["title"],
            url=source["url"],
            summary=source["summary"],
            reason=reason(row.shared, kinships),
        )
        for row in rows
        if row.entry_id in entries and (source := entries[row.entry_id].document) is not None
    )


def reason(shared: Mapping[str, int], kinships: Mapping[str, Kinship]) -> str:
    """ "zelfde thema’s, fase en regio": what is shared, what counts most first (pure)."""
    order = sorted((key for key in kinships if shared.get(key)), key=lambda key: -kinships[key].weight)
    words = [kinships[key].one if shared[key] == 1 else kinships[key].several for key in order]
    *first, last = words
    return f"zelfde {', '.join(first)} en {last}" if first else f"zelfde {last}"


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))
