"""The arrows between the apps: they only go down, and search has one door."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import APPS, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], capture_output=True, text=True, cwd=folder)


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """The project's own contracts over empty apps, to see that they can fail."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for app in APPS:
        (tmp_path / app).mkdir()
        (tmp_path / app / "__init__.py").touch()
    (tmp_path / "search" / "api.py").touch()
    (tmp_path / "search" / "registry.py").touch()
    return tmp_path


def test_the_arrows_between_the_apps_only_go_down() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("core", "accounts"),
        ("search", "places"),
        ("places", "themes"),
        ("approaches", "stories"),
        ("coalitions", "approaches"),
        ("pages", "exchange"),
        ("places", "search.registry"),
    ],
)
def test_an_arrow_that_goes_up_or_sideways_is_seen(miniature: Path, importer: str, imported: str) -> None:
    (miniature / importer / "models.py").write_text(f"import {imported}\n")
    result = lint(miniature)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout


def test_the_door_of_search_is_open_to_all_above_it(miniature: Path) -> None:
    for app in ("places", "approaches", "pages"):
        (miniature / app / "search_document.py").write_text("from search import api\n")
    result = lint(miniature)
    assert result.returncode == 0, result.stdout


def test_every_app_stands_under_the_contracts() -> None:
    installed = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert installed <= set(APPS)
