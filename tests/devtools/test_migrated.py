"""Tests of devtools.migrated: every process of a run gets the same tables, migrated once."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools import leg_resources, migrated
from devtools.migrated import MigrationFailed, migrated_sqlite
from devtools.test_legs import Leg, run_legs


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a manage.py of one's own."""
    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


MIGRATES = """
import os, sqlite3
path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
sqlite3.connect(path).execute("CREATE TABLE made_by_migration (id)")
"""
FAILS = "raise SystemExit('Conflicting migrations detected')"


def test_the_template_holds_what_the_migrations_made(project: Path) -> None:
    (project / "manage.py").write_text(MIGRATES)
    path = migrated_sqlite(project)
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("made_by_migration",)]


def test_migrations_that_fail_are_told_in_their_own_words(project: Path) -> None:
    (project / "manage.py").write_text(FAILS)
    with pytest.raises(MigrationFailed, match="Conflicting migrations detected"):
        migrated_sqlite(project)


def broken(folder: Path) -> Iterator[dict[str, str]]:
    raise MigrationFailed("Conflicting migrations detected")
    yield {}


def test_a_leg_whose_migrations_fail_is_red_and_not_skipped(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(leg_resources, "sqlite", broken)
    outcome = run_legs([Leg("1 proef", "not e2e", (), ("sqlite",))], [])[0]
    assert (outcome.ok, outcome.ran) == (False, False)
    assert "Conflicting migrations detected" in capsys.readouterr().out
