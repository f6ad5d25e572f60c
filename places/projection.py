"""From degrees to the units of the national map, and outlines to SVG paths. Knows no database.

Degrees of longitude are shortened by the cosine of the middle of the country: over 300 km that is as good as the
national grid, for a map of 600 units on which one unit is about 450 metres.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["HEIGHT", "WIDTH", "BadBoundaries", "outlines", "point"]

WEST, NORTH, MIDDLE = 3.3, 53.6, 52.2
UNITS_PER_DEGREE: Final = 250
SHORTENED: Final = math.cos(math.radians(MIDDLE))
WIDTH, HEIGHT = 610, 725
"""The European Netherlands, 3.3 to 7.25 degrees east and 50.7 to 53.6 north, with a little room."""
LARGEST_FILE: Final = 20_000_000
"""The file of CBS and Kadaster in full detail has about ten million bytes."""

Ring = Sequence[tuple[int, int]]


class BadBoundaries(ValueError):
    """A file is not what `outlines` can read; the message says why, in Dutch."""


def point(*, lon: float, lat: float) -> tuple[int, int]:
    """The place on the map of a point in degrees (WGS84)."""
    return round((lon - WEST) * SHORTENED * UNITS_PER_DEGREE), round((NORTH - lat) * UNITS_PER_DEGREE)


def outlines(path: Path) -> Mapping[str, str]:
    """SVG paths by code of municipality, from a GeoJSON file of which each feature has the code as its id or `code`.

    BadBoundaries when the file is too large, no GeoJSON, or has a feature without code or polygon.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise BadBoundaries(f"{path.name} is groter dan {LARGEST_FILE // 1_000_000} MB.")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {_code(feature): _path(feature["geometry"]) for feature in found["features"]}
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadBoundaries(f"{path.name} is geen GeoJSON.") from None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise BadBoundaries(f"{path.name} heeft niet de vorm van GeoJSON met gemeenten: {error}") from None


def _code(feature: Mapping[str, Any]) -> str:
    code = feature.get("id") or feature["properties"]["code"]
    if not isinstance(code, str):
        raise BadBoundaries("een gemeente zonder code")
    return code


def _path(geometry: Mapping[str, Any]) -> str:
    """The polygons of one municipality; islands and holes are subpaths of it."""
    polygons = {"Polygon": lambda shape: [shape], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
    return "".join(_subpath(ring) for polygon in polygons for ring in map(_ring, polygon) if len(ring) > 2)


def _ring(degrees: Iterable[Sequence[float]]) -> Ring:
    """The points on the map, without repeats: at this scale most of a coastline falls together."""
    points = [point(lon=float(lon), lat=float(lat)) for lon, lat, *_ in degrees]
    kept = [here for before, here in zip([None, *points], points, strict=False) if here != before]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _subpath(ring: Ring) -> str:
    steps = " ".join(f"{x} {y}" for x, y in _steps(ring)).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z"


def _steps(ring: Ring) -> Iterator[tuple[int, int]]:
    for (x, y), (next_x, next_y) in zip(ring, ring[1:], strict=False):
        yield next_x - x, next_y - y
