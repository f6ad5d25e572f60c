"""Reads the reference files in places/data: facts as values. Knows no database.

What the columns mean, their sources and licences: places/data/README.md.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from places.indicators import INDICATORS
from places.layers import RegionLayer
from places.rules import municipalities_of_today

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class MunicipalityFacts:
    """One municipality of today."""

    code: str
    name: str
    aliases: tuple[str, ...]
    population: int
    population_year: int
    land_area_km2: Decimal
    lat: float
    lon: float


@dataclass(frozen=True)
class MembershipFacts:
    """That a municipality (by code) lies in a region of a layer, from and until a day if known."""

    code: str
    layer: RegionLayer
    region: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class FormerFacts:
    """A municipality that is no more; `successors` are names of municipalities of today, the main one first."""

    name: str
    code: str
    merged_on: date
    how: str
    became: tuple[str, ...]
    successors: tuple[str, ...]


@dataclass(frozen=True)
class FigureFacts:
    """One figure of a municipality (by code) in a year; `indicator` is a key of places.indicators."""

    code: str
    indicator: str
    year: int
    value: Decimal


@dataclass(frozen=True)
class MoreName:
    """What people also say for a place: `of` names a municipality or region as the other files do.

    `facet` is "municipality" or a layer. Without either it is the name of a part of the country, and leads nowhere.
    """

    name: str
    facet: str
    of: str


@dataclass(frozen=True)
class Reference:
    """All the facts together."""

    municipalities: tuple[MunicipalityFacts, ...]
    memberships: tuple[MembershipFacts, ...]
    former: tuple[FormerFacts, ...]
    figures: tuple[FigureFacts, ...] = ()


def read(folder: Path = DATA) -> Reference:
    """The facts in the files of a folder; ValueError or KeyError when a file is not as the README says."""
    municipalities = tuple(_municipality(row) for row in _rows(folder / "municipalities.csv"))
    memberships = tuple(_membership(row) for row in _rows(folder / "memberships.csv"))
    figures = tuple(_figure(row) for row in _rows(folder / "figures.csv"))
    codes = {facts.code for facts in municipalities}
    _require_known("memberships.csv", "gemeente met code", {facts.code for facts in memberships} - codes)
    _require_known("figures.csv", "gemeente met code", {facts.code for facts in figures} - codes)
    kinds = {entry.key for entry in INDICATORS}
    _require_known("figures.csv", "soort cijfer", {facts.indicator for facts in figures} - kinds)
    return Reference(
        municipalities=municipalities,
        memberships=memberships,
        former=_former(folder / "former_municipalities.csv", current={facts.name for facts in municipalities}),
        figures=figures,
    )


def read_more_names(folder: Path = DATA) -> tuple[MoreName, ...]:
    """The other names of places, for who reads a question; they are in no table."""
    return tuple(MoreName(row["name"], row["facet"], row["of"]) for row in _rows(folder / "more_names.csv"))


def _require_known(file: str, what: str, unknown: set[str]) -> None:
    if unknown:
        raise ValueError(f"{file}: geen {what} {', '.join(sorted(unknown))}")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Each with all columns and no more, or ValueError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            for row in rows:
                if None in row or None in row.values():
                    raise ValueError(f"{path.name}: regel {rows.line_num} heeft meer of minder velden dan de eerste")
                yield row
        except csv.Error as error:
            raise ValueError(f"{path.name}: regel {rows.line_num} is geen CSV: {error}") from error


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _municipality(row: dict[str, str]) -> MunicipalityFacts:
    return MunicipalityFacts(
        code=row["code"],
        name=row["name"],
        aliases=_list(row["aliases"]),
        population=int(row["population"]),
        population_year=int(row["population_year"]),
        land_area_km2=Decimal(row["land_area_km2"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
    )


def _membership(row: dict[str, str]) -> MembershipFacts:
    return MembershipFacts(
        code=row["code"],
        layer=RegionLayer(row["layer"]),
        region=row["region"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
    )


def _figure(row: dict[str, str]) -> FigureFacts:
    return FigureFacts(code=row["code"], indicator=row["indicator"], year=int(row["year"]), value=Decimal(row["value"]))


def _former(path: Path, *, current: set[str]) -> tuple[FormerFacts, ...]:
    rows = list(_rows(path))
    became = {row["name"]: _list(row["became"]) for row in rows}
    return tuple(
        FormerFacts(
            name=row["name"],
            code=row["code"],
            merged_on=date.fromisoformat(row["merged_on"]),
            how=row["how"],
            became=became[row["name"]],
            successors=municipalities_of_today(row["name"], became, current),
        )
        for row in rows
    )
