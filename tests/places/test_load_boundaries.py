"""`manage.py load_boundaries`: outlines for the map."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from places.models import Boundary
from tests.factories.places import MunicipalityFactory

pytestmark = pytest.mark.django_db

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]


def file_for(tmp_path: Path, *codes: str) -> Path:
    path = tmp_path / "grenzen.geojson"
    features = [{"id": code, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}} for code in codes]
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    return path


def test_outlines_are_loaded_and_what_does_not_fit_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = MunicipalityFactory(name="Hier", code="GM0001")
    MunicipalityFactory(name="Daar", code="GM0002")
    call_command("load_boundaries", file_for(tmp_path, "GM0001", "GM9999"))
    assert list(Boundary.objects.values_list("municipality", flat=True)) == [here.pk]
    said = capsys.readouterr().err
    assert "1 gemeenten" in said and "GM9999" in said and "Daar" in said


def test_loading_again_replaces(tmp_path: Path) -> None:
    for code in ("GM0001", "GM0002"):
        MunicipalityFactory(code=code)
    call_command("load_boundaries", file_for(tmp_path, "GM0001", "GM0002"))
    call_command("load_boundaries", file_for(tmp_path, "GM0002"))
    assert list(Boundary.objects.values_list("municipality__code", flat=True)) == ["GM0002"]


def test_a_bad_file_changes_nothing(tmp_path: Path) -> None:
    MunicipalityFactory(code="GM0001")
    call_command("load_boundaries", file_for(tmp_path, "GM0001"))
    with pytest.raises(CommandError, match="geen enkele is van een gemeente van nu"):
        call_command("load_boundaries", file_for(tmp_path, "0001", "PV27"))
    bad = tmp_path / "kapot.geojson"
    bad.write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match=r"kapot.geojson"):
        call_command("load_boundaries", bad)
    bad.write_text('{"features": [{"id": "GM0001", "geometry": {"type": "Polygon", "coordinates": [[[1e999, 52]]]}}]}')
    with pytest.raises(CommandError, match="heeft niet de vorm van GeoJSON"):
        call_command("load_boundaries", bad)
    with pytest.raises(CommandError, match="niet lezen"):
        call_command("load_boundaries", tmp_path / "weg.geojson")
    assert Boundary.objects.count() == 1
