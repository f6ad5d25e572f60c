"""From degrees to the map, and from a file of boundaries to outlines."""

import json
from pathlib import Path
from typing import Any

import pytest

from places.projection import HEIGHT, WIDTH, BadBoundaries, outlines, point
from places.reference import read

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]


def file_with(tmp_path: Path, *features: dict[str, Any]) -> Path:
    path = tmp_path / "grenzen.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def feature(geometry: dict[str, Any], code: Any = "GM0001") -> dict[str, Any]:
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


def test_every_municipality_lies_on_the_map() -> None:
    points = [point(lon=facts.lon, lat=facts.lat) for facts in read().municipalities]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points)


def test_east_is_right_and_north_is_up() -> None:
    (west, north), (east, south) = point(lon=5, lat=53), point(lon=6, lat=52)
    assert west < east and north < south


def test_an_outline_is_a_closed_path_of_whole_numbers(tmp_path: Path) -> None:
    found = outlines(file_with(tmp_path, feature({"type": "Polygon", "coordinates": [SQUARE]})))
    assert found == {"GM0001": "M260 400l16 0 0-25-16 0z"}


def test_an_island_is_a_part_of_its_municipality_and_a_speck_is_left_out(tmp_path: Path) -> None:
    speck = [[5.5, 52.5], [5.5001, 52.5], [5.5001, 52.5001], [5.5, 52.5]]
    island = [[lon + 1, lat] for lon, lat in SQUARE]
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE], [speck], [island]]}
    assert outlines(file_with(tmp_path, feature(geometry)))["GM0001"].count("M") == 2


def test_the_code_may_stand_among_the_properties(tmp_path: Path) -> None:
    entry = feature({"type": "Polygon", "coordinates": [SQUARE]}, code=None) | {"properties": {"code": "GM0002"}}
    assert list(outlines(file_with(tmp_path, entry))) == ["GM0002"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"features": [1]}', '{"features": [{"properties": {}, "geometry": {}}]}', "[" * 100_000],
    ids=["empty", "list", "no features", "number", "no code", "deep"],
)
def test_what_is_no_file_of_boundaries_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kapot.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadBoundaries, match=r"kapot.geojson"):
        outlines(path)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [5, 52]},
        {"type": "Polygon", "coordinates": [[[5, "x"], [5, 52], [6, 52]]]},
        {"type": "Polygon", "coordinates": [[[5], [5, 52], [6, 52]]]},
    ],
    ids=["point", "text", "half a point"],
)
def test_what_is_no_polygon_is_refused(tmp_path: Path, geometry: dict[str, Any]) -> None:
    with pytest.raises(BadBoundaries):
        outlines(file_with(tmp_path, feature(geometry)))


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kapot.geojson"
    path.write_bytes(b"\x89PNG\xff\x00")
    with pytest.raises(BadBoundaries, match="geen GeoJSON"):
        outlines(path)
