"""Maps of the country: municipalities as outlines or dots, and the rows of a table that say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from places.layers import RegionLayer
from places.models import Boundary, Municipality
from places.projection import HEIGHT, WIDTH, point

__all__ = ["Mark", "NationalMap", "Row", "locator_map", "national_map"]


@dataclass(frozen=True)
class Mark:
    """A municipality on the map: an outline, else a dot at (x, y). `said` is what it has, "" for nothing."""

    municipality: Municipality
    x: int
    y: int
    path: str
    said: str

    @property
    def on(self) -> bool:
        return bool(self.said)


@dataclass(frozen=True)
class Row:
    """One line of the table under the map."""

    municipality: Municipality
    said: str


@dataclass(frozen=True)
class NationalMap:
    """A map and the table with the same figures, by province."""

    marks: tuple[Mark, ...]
    provinces: tuple[tuple[str, tuple[Row, ...], int], ...]
    """Name, rows and how many of them have something."""
    total: int
    covered: int
    caption: str
    """What a reader who doesn't see the map is told."""
    meaning: str = ""
    """What a municipality that stands out has."""
    column: str = ""
    """The heading above `said` in the table."""
    width: int = WIDTH
    height: int = HEIGHT


def national_map(said: Mapping[int, str], today: date, *, meaning: str, column: str) -> NationalMap:
    """The map on which the municipalities with these keys have something, and what. Three queries."""
    places = list(Municipality.objects.with_regions())
    paths = dict(Boundary.objects.values_list("municipality", "path"))
    marks = tuple(mark for place in places if (mark := _mark(place, paths, said)) is not None)
    groups: dict[str, list[Row]] = {}
    for place in places:
        province = next((region.name for region in place.regions_on(today, RegionLayer.PROVINCE)), "Elders")
        groups.setdefault(province, []).append(Row(place, said.get(place.pk, "")))
    return NationalMap(
        # What has something is drawn last: over a neighbour without, not under it.
        marks=tuple(sorted(marks, key=lambda mark: mark.on)),
        provinces=tuple(
            (name, tuple(rows), sum(bool(row.said) for row in rows)) for name, rows in sorted(groups.items())
        ),
        total=len(places),
        covered=sum(place.pk in said for place in places),
        caption=f"Kaart van Nederland. Gemeenten die opvallen: {meaning}. De tabel zegt hetzelfde.",
        meaning=meaning,
        column=column,
    )


def locator_map(municipalities: Sequence[Municipality]) -> NationalMap:
    """A small map of dots on which these stand out; no table. One query."""
    chosen = {place.pk for place in municipalities}
    places: QuerySet[Municipality] = Municipality.objects.only("pk", "name", "lat", "lon")
    marks = [_mark(place, {}, {place.pk: place.name} if place.pk in chosen else {}) for place in places]
    shown = tuple(sorted((mark for mark in marks if mark is not None), key=lambda mark: mark.on))
    names = ", ".join(place.name for place in municipalities)
    return NationalMap(
        marks=shown, provinces=(), total=len(marks), covered=len(chosen), caption=f"Kaart van Nederland met {names}."
    )


def _mark(place: Municipality, paths: Mapping[int, str], said: Mapping[int, str]) -> Mark | None:
    """None when neither an outline nor a centre point is known."""
    if place.lat is None or place.lon is None:
        return None
    x, y = point(lon=place.lon, lat=place.lat)
    return Mark(place, x, y, paths.get(place.pk, ""), said.get(place.pk, ""))
