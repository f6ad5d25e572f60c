"""SQLite as one file and back: whole, of one moment, and never over somebody who writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exchange.backup import databases
from exchange.backup.databases import CannotDump, check_sqlite, fill_sqlite, save_sqlite
from exchange.backup.manifest import DamagedBackup


@pytest.fixture
def live(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database in use, as the site has it."""
    with closing(sqlite3.connect(tmp_path / "live.sqlite3", timeout=0, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE word (text)")
        connection.execute("INSERT INTO word VALUES ('toen')")
        yield connection


@pytest.fixture
def saved(live: sqlite3.Connection, tmp_path: Path) -> Path:
    (tmp_path / "backup").mkdir()
    path = tmp_path / "backup" / "database.sqlite3"
    save_sqlite(live, path)
    return path


def words(connection: sqlite3.Connection) -> list[str]:
    return [text for (text,) in connection.execute("SELECT text FROM word ORDER BY rowid")]


def test_a_copy_is_one_file_and_reading_it_adds_none(saved: Path) -> None:
    check_sqlite(saved)
    with closing(sqlite3.connect(saved)) as copy:
        assert words(copy) == ["toen"]
        assert [path.name for path in saved.parent.iterdir()] == ["database.sqlite3"]


def test_what_another_process_has_not_committed_is_not_in_the_copy(live: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "live.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO word VALUES ('half')")
        save_sqlite(live, tmp_path / "copy.sqlite3")
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert words(copy) == ["toen"]


def test_everything_that_came_since_is_replaced(live: sqlite3.Connection, saved: Path, tmp_path: Path) -> None:
    live.execute("INSERT INTO word VALUES ('daarna')")
    live.execute("CREATE TABLE later (text)")
    with closing(sqlite3.connect(tmp_path / "live.sqlite3")) as other:
        assert words(other) == ["toen", "daarna"]
        fill_sqlite(live, saved)
        assert words(other) == ["toen"]  # another process sees it too, without opening the file again
    assert live.execute("SELECT name FROM sqlite_master").fetchall() == [("word",)]
    assert live.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_database_that_stays_locked_is_left_as_it_was(
    live: sqlite3.Connection, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 0.1)
    live.execute("INSERT INTO word VALUES ('daarna')")
    with closing(sqlite3.connect(tmp_path / "live.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotDump, match="blijft bezet"):
            fill_sqlite(live, saved)
        other.execute("ROLLBACK")
    assert words(live) == ["toen", "daarna"]


def test_what_is_no_database_is_damage(saved: Path) -> None:
    saved.write_bytes(b"geen database" * 1000)
    with pytest.raises(DamagedBackup, match="beschadigd"):
        check_sqlite(saved)


def test_a_page_that_rotted_is_damage(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[4096 + 8 : 4096 + 200] = b"\xff" * 192
    saved.write_bytes(content)
    with pytest.raises(DamagedBackup, match="beschadigd"):
        check_sqlite(saved)


def test_a_machine_that_never_had_the_site_has_no_folder_for_the_database_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "nieuw" / "var" / "db.sqlite3"
    monkeypatch.setitem(databases.connection.settings_dict, "NAME", str(path))
    databases.SqliteDumper().make_room()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE word (text)")
    databases.SqliteDumper().make_room()
    assert path.stat().st_size > 0, "what is there stays"
