"""Whether a PDF can be drawn here."""

import pytest

from approaches.card import engine
from devtools import drawing
from devtools.leg_resources import LegImpossible, pango


def test_the_site_and_the_tests_look_for_the_same_libraries() -> None:
    assert drawing.LIBRARIES == engine.LIBRARIES


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_library", lambda name: None if name == "pango-1.0" else name)
    assert drawing.missing_libraries() == ["libpango-1.0"]


def test_without_them_and_without_a_way_to_install_them_the_leg_is_impossible(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(drawing, "find_library", lambda name: None)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(LegImpossible, match="libpango"):
        next(pango(tmp_path))  # type: ignore[arg-type]
