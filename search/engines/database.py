"""The embedded engine: searches the rows of the outbox over the same tokens. SQLite's FTS5 or PostgreSQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search import registry
from search.engines.base import Answer, Found
from search.engines.sql import Sql, Worth, all_of, any_of
from search.engines.tokens_table import tokens_table
from search.models import IndexEntry
from search.query import order
from search.question.model import Need, Place, Question
from search.question.weights import FULL_WEIGHT, PLACE_WEIGHT, lifts
from search.requests import SearchRequest

COUNT_ALL_UP_TO = 10_000
COUNT_BEST = 5_000
"""Above COUNT_ALL_UP_TO documents the facets count the best COUNT_BEST: all of them take longer than the
two seconds that a visitor waits at most (measured on SQLite: 100,000 documents 0.75 to 3.7 s)."""

FEW = 2_000
"""Up to so many documents the values of each are looked up; of more all values are read, in the order of their index.
With thirty values a document and 10,000 documents both take as long at 2,500 (SQLite, 50 ms)."""

_ORDERS = {
    "relevance": "score DESC, sort_date IS NULL, sort_date DESC, type, object_id",
    "newest": "sort_date IS NULL, sort_date DESC, type, object_id",
    "title": "sort_title, type, object_id",
}


@dataclass(frozen=True)
class Rows:
    """Rows (entry_id, score): those that match the words, and of these the ones that a choice leaves.

    The matches are materialized: else SQLite asks the full text once more for every row of every facet.
    """

    matched: str
    params: tuple[Any, ...]
    where: str = ""
    where_params: tuple[Any, ...] = ()

    def narrowed(self, chosen: Mapping[str, frozenset[str]]) -> "Rows":
        """Of these rows the ones with a chosen value in every facet."""
        filters, params = [], []
        for facet, values in sorted(chosen.items()):
            if values:
                marks = ", ".join(["%s"] * len(values))
                filters.append(
                    f"entry_id IN (SELECT entry_id FROM search_indexfacet WHERE facet = %s AND value IN ({marks}))"
                )
                params += [facet, *sorted(values)]
        where = f" WHERE {' AND '.join(filters)}" if filters else ""
        return Rows(self.matched, self.params, where, tuple(params))

    def best(self, limit: int) -> "Rows":
        best = f"SELECT entry_id, score FROM ({self.matched}) AS ranked ORDER BY score DESC LIMIT {limit}"
        return Rows(best, self.params)

    def fetch(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """Run a statement over `narrowed`, the name of these rows."""
        rows = (
            f"WITH matched AS MATERIALIZED ({self.matched}), "
            f"narrowed AS MATERIALIZED (SELECT entry_id, score FROM matched{self.where}) "
        )
        with connection.cursor() as cursor:
            cursor.execute(rows + sql, (*self.params, *self.where_params, *params))
            fetched: list[tuple[Any, ...]] = cursor.fetchall()
        return fetched


class DatabaseEngine:
    """Answers from the database alone; it needs no other server."""

    name = "database"

    def search(self, request: SearchRequest, question: Question) -> Answer:
        if question.nonsense:
            return Answer(total=0, found=())
        matching = _admitted(question)
        total, full = _totals(matching.narrowed(request.chosen), question)
        partial = total > COUNT_ALL_UP_TO
        scored = _scored(question) if total else matching
        is_empty = not total and any(request.chosen.values())
        return Answer(
            total=total,
            found=_page(scored.narrowed(request.chosen), request, question) if total else (),
            counts=_counts(scored.best(COUNT_BEST) if partial else matching, request, total),
            partial_counts=partial,
            full=full,
            without=_without(matching, request) if is_empty else {},
            without_all=_number(matching) if is_empty else 0,
        )


def _admitted(question: Question) -> Rows:
    """The rows that are found, without their scores; all rows when nothing was asked."""
    if not question.needs:
        return Rows("SELECT id AS entry_id, 0.0 AS score FROM search_indexentry WHERE document IS NOT NULL", ())
    found = _found(question)
    return Rows(f"SELECT entry_id, 0.0 AS score FROM ({found.text}) AS found", found.params)


def _scored(question: Question) -> Rows:
    """The rows that are found, each with the sum of all that it meets."""
    if not question.needs:
        return _admitted(question)
    worth = [*_places(question), *_having_all(question), *_lifted(question)]
    scored = tokens_table().scored(question, _found(question), worth)
    return Rows(scored.text, scored.params)


def _places(question: Question) -> list[Worth]:
    return [Worth(from_there, PLACE_WEIGHT) for place in question.places for from_there in _from([place])]


def _having_all(question: Question) -> list[Worth]:
    return [Worth(_having(question.needs), FULL_WEIGHT)] if len(question.needs) > 1 else []


def _having(needs: Sequence[Need]) -> Sql:
    """The rows (entry_id) that meet all of these: by words, and those of the name of a place by being from there.

    What stands between quotes is not asked again: every row that is found has it, since nothing is put above that.
    """
    groups: dict[tuple[Place, ...], list[Need]] = defaultdict(list)
    for need in needs:
        groups[need.places].append(need)
    return all_of([any_of([tokens_table().having(group), *_from(places)]) for places, group in groups.items()])


def _from(places: Sequence[Place]) -> list[Sql]:
    """The rows (entry_id) from any of these places; none if there are none."""
    if not places:
        return []
    each = " OR ".join(["(facet = %s AND value = %s)"] * len(places))
    named = tuple(name for place in places for name in (place.facet, place.value))
    return [Sql(f"SELECT entry_id FROM search_indexfacet WHERE {each}", named)]


def _found(question: Question) -> Sql:
    """The rows (entry_id) that are found: by words, since they are from a place that is named, or since editors put
    them first; without what they hid."""
    found = any_of([tokens_table().admitted(question), *_from(question.admitting_places)])
    if question.on_top:
        these = _these(question.on_top)
        found = any_of([found, these])
    if question.hidden:
        these = _these(question.hidden)
        found = Sql(
            f"SELECT entry_id FROM ({found.text}) AS found_all WHERE entry_id NOT IN ({these.text})",
            (*found.params, *these.params),
        )
    return found


def _lifted(question: Question) -> list[Worth]:
    """What editors put first."""
    return [Worth(_these([key]), lift) for key, lift in lifts(question.on_top).items()]


def _these(keys: Sequence[str]) -> Sql:
    """The rows (entry_id) of these documents, as far as they have one."""
    pairs = [key.partition(":") for key in keys]
    each = " OR ".join(["(type = %s AND object_id = %s)"] * len(pairs))
    return Sql(
        f"SELECT id AS entry_id FROM search_indexentry WHERE document IS NOT NULL AND ({each})",
        tuple(value for type_key, _, pk in pairs for value in (type_key, int(pk))),
    )


def _totals(rows: Rows, question: Question) -> tuple[int, int]:
    """How many there are, and how many of these have every word."""
    if not question.needs:
        return (total := _number(rows)), total
    full = _having(question.needs)
    # Not in a WHERE: there SQLite asks the full text once more for every row.
    counted = f"count(*) FILTER (WHERE entry_id IN (SELECT entry_id FROM ({full.text}) AS complete))"
    ((total, complete),) = rows.fetch(f"SELECT count(*), {counted} FROM narrowed", *full.params)
    return total, complete


def _number(rows: Rows) -> int:
    return int(rows.fetch("SELECT count(*) FROM narrowed")[0][0])


def _without(matching: Rows, request: SearchRequest) -> dict[str, int]:
    counts = {key: _number(matching.narrowed(request.others(key))) for key, values in request.chosen.items() if values}
    return {key: count for key, count in counts.items() if count}


def _page(rows: Rows, request: SearchRequest, question: Question) -> tuple[Found, ...]:
    """The rows of one page in order; their documents are read for that page alone."""
    by = order(request, question)
    until = request.offset + request.size
    places = rows.fetch(
        f"SELECT entry.id, foremost.score FROM ({_best(until) if by == 'relevance' else 'SELECT * FROM narrowed'}) "
        "AS foremost JOIN search_indexentry AS entry ON entry.id = foremost.entry_id "
        f"ORDER BY {_ORDERS[by]} LIMIT %s OFFSET %s",
        request.size,
        request.offset,
    )
    if not places:
        return ()
    entries = IndexEntry.objects.with_document().in_bulk([pk for pk, _ in places])
    scored = bool(question.needs)
    return tuple(
        Found(entries[pk].key, float(score) if scored else None, document)
        for pk, score in places
        # Withdrawn between the two queries: then it is not there.
        if pk in entries and (document := entries[pk].document) is not None
    )


def _best(number: int) -> str:
    """So many rows with the highest scores, and those that are equal to the last: what else orders them stands behind
    the document in its row, and reading that of every row takes longer than the search."""
    last = f"SELECT min(score) FROM (SELECT score FROM narrowed ORDER BY score DESC LIMIT {number}) AS highest"
    return f"SELECT * FROM narrowed WHERE score >= ({last})"


def _counts(matching: Rows, request: SearchRequest, total: int) -> dict[str, dict[str, int]]:
    """Counts per facet: one query for the facets without a choice, one more for each facet with one."""
    counts: dict[str, dict[str, int]] = {facet.key: {} for facet in registry.facets()}
    chosen = [key for key in counts if request.chosen.get(key)]
    if len(chosen) < len(counts):
        for facet, value, count in _values(matching.narrowed(request.chosen), few=total <= FEW):
            if facet in counts and facet not in chosen:
                counts[facet][value] = count
    for key in chosen:
        for facet, value, count in _values(matching.narrowed(request.others(key)), of=key):
            counts[facet][value] = count
    return counts


def _values(rows: Rows, *, few: bool = False, of: str = "") -> list[tuple[Any, ...]]:
    """(facet, value, number of rows with it) of all facets, or of one."""
    # The plus keeps SQLite from looking up each row by itself: it has no statistics to see that these are many.
    entry = "entry_id" if few else "+entry_id"
    return rows.fetch(
        f"SELECT facet, value, count(*) FROM search_indexfacet WHERE {entry} IN (SELECT entry_id FROM narrowed)"
        f"{' AND facet = %s' if of else ''} GROUP BY facet, value",
        *([of] if of else []),
    )
