"""All results of a question as a table: its columns follow from the facets, its rows come a few hundred at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from core.exporting import Cell, Table
from core.sharing import absolute
from search import registry
from search.engines.base import Found, SearchUnavailable
from search.facets import Facet
from search.requests import MAX_RESULTS, SearchRequest
from search.results import EngineName, SearchResults
from search.service import documents

__all__ = ["MAX_ROWS", "Column", "columns", "metadata", "table"]

MAX_ROWS: Final = MAX_RESULTS
BATCH: Final = 500
"""Rows per question to the engine: its answer stays within the deadline, and 10,000 rows take twenty questions."""
BETWEEN: Final = " | "
"""What stands between several values in one cell; no name of a value holds it."""


@dataclass(frozen=True)
class Column:
    """One column: `key` as in the address and the JSON, `label` above it, what stands in it, and its kind for CSVW."""

    key: str
    label: str
    meaning: str
    datatype: str = "string"
    several: bool = False


_FIXED: Final = (
    Column("id", "Nummer", "Vast kenmerk van het stuk: de soort, een dubbele punt en een getal."),
    Column("external_id", "Nummer bij de bron", "Het kenmerk bij de bron. Leeg als het stuk hier is geschreven."),
    Column("kind", "Soort stuk", "Wat het is."),
    Column("title", "Titel", "De titel zoals hij op de pagina staat."),
    Column("url", "Adres", "Waar het stuk op deze site te lezen is.", "anyURI"),
    Column("summary", "In het kort", "De samenvatting in één zin. Leeg als die er niet is."),
    Column("date", "Datum", "Zo precies als bekend: JJJJ, JJJJ-MM of JJJJ-MM-DD. Leeg als de datum niet bekend is."),
    Column("part_of", "Onderdeel van", "De titel van het geheel waar het bij hoort. Leeg als het op zichzelf staat."),
)  # fmt: skip


def columns() -> tuple[Column, ...]:
    """The columns of the table: what every result has, and one for each facet."""
    # What it is stands in "kind" already, and the year in its date; as facets they are for choosing.
    facets = [facet for facet in registry.facets() if facet.key not in ("type", "year")]
    return (*_FIXED, *(_column(facet) for facet in facets))


def table(first: SearchResults) -> Table:
    """The table of a question whose first page was read already, which pins the engine that answers."""
    rows = _Rows(columns())
    return Table(
        name="zoeken",
        columns=[column.label for column in columns()],
        rows=(rows.row(found) for found in _documents(first)),
        total=min(first.total, MAX_ROWS),
    )


def metadata(url: str) -> dict[str, Any]:
    """The data dictionary as "CSV on the web" (w3.org/TR/tabular-data-primer) of the table at this address."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": url,
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_described(column) for column in columns()], "primaryKey": "id"},
    }


def _column(facet: Facet) -> Column:
    label = str(facet.label)
    meaning = f"De waarden van het filter “{label}”, met “{BETWEEN.strip()}” ertussen als het er meer zijn."
    return Column(facet.key, label, meaning, several=True)


def _described(column: Column) -> dict[str, str]:
    separator = {"separator": BETWEEN} if column.several else {}
    return {
        "name": column.key,
        "titles": column.label,
        "dc:description": column.meaning,
        "datatype": column.datatype,
        **separator,
    }


def _documents(first: SearchResults) -> Iterator[Found]:
    """Every document once, a batch at a time. If the engine goes away halfway, the database gives those to come."""
    given: set[str] = set()
    engine: EngineName = first.engine
    page = 1
    while (page - 1) * BATCH < min(first.total, MAX_ROWS):
        try:
            found = documents(_batch(first.request, page), engine)
        except SearchUnavailable:
            engine, page = "database", 1
            continue
        fresh = [one for one in found if one.key not in given]
        given.update(one.key for one in fresh)
        yield from fresh
        page += 1


def _batch(request: SearchRequest, page: int) -> SearchRequest:
    return replace(request, page=page, size=BATCH)


class _Rows:
    """Makes rows of documents; asks for the names of a facet's values only when a new one comes by."""

    def __init__(self, shown: tuple[Column, ...]) -> None:
        known = {facet.key: facet for facet in registry.facets()}
        self._cells: list[Callable[[Found], Cell]] = [
            self._of_facet(known[column.key]) if column.key in known else _FIXED_CELLS[column.key] for column in shown
        ]

    def row(self, found: Found) -> list[Cell]:
        return [cell(found) for cell in self._cells]

    def _of_facet(self, facet: Facet) -> Callable[[Found], Cell]:
        labels: dict[str, str] = {}

        def cell(found: Found) -> Cell:
            values = found.source["facets"].get(facet.key, ())
            new = [value for value in values if value not in labels]
            if new:
                # Without a name (its theme was just deleted) it is told no more.
                labels.update(dict.fromkeys(new, "") | {k: str(v) for k, v in facet.labels(new).items()})
            return BETWEEN.join(labels[value] for value in values if labels[value])

        return cell


_FIXED_CELLS: Mapping[str, Callable[[Found], Cell]] = {
    "id": lambda found: found.key,
    "external_id": lambda found: found.source["external_id"],
    "kind": lambda found: str(registry.document_type(found.type).label),
    "title": lambda found: found.source["title"],
    "url": lambda found: absolute(found.source["url"]),
    "summary": lambda found: found.source["summary"],
    "date": lambda found: found.source["date"],
    "part_of": lambda found: found.source["parent"]["title"] if found.source["parent"] else "",
}
