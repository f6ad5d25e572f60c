"""A backup vouches for every file in it."""

import json
from pathlib import Path

import pytest

from exchange.backup.manifest import DamagedBackup, Manifest, copy, facts_of, read, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small backup."""
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "database.sqlite3").write_bytes(b"rijen")
    (tmp_path / "media" / "images" / "a.png").write_bytes(b"plaatje")
    files = {name: facts_of(tmp_path / name) for name in ("database.sqlite3", "media/images/a.png")}
    Manifest("2026-01-02T03:04:05+00:00", "sqlite", "database.sqlite3", {"django": "5"}, ["core.0001"], files).write(
        tmp_path
    )
    return tmp_path


def change(folder: Path, **changes: object) -> None:
    """Write the manifest again with other values."""
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_what_was_written_is_read_again_and_right(folder: Path) -> None:
    manifest = read(folder)
    verify(folder, manifest)
    assert manifest.size == len(b"rijen") + len(b"plaatje")
    assert manifest.migrations == ["core.0001"]


def test_a_folder_without_manifest_is_no_backup(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "niets"):
        with pytest.raises(DamagedBackup, match="is geen back-up"):
            read(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 99}', '{"format": 1}', "[" * 100_000])
def test_a_manifest_that_says_nothing_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(DamagedBackup, match="manifest.json"):
        read(folder)


@pytest.mark.parametrize("name", ["../buiten", "/etc/passwd", "media/../../x", "media//x", "media\\..\\x", "a\x00b"])
def test_a_path_outside_the_backup_is_refused(folder: Path, name: str) -> None:
    change(folder, files={name: {"size": 1, "sha256": ""}})
    with pytest.raises(DamagedBackup, match="pad dat niet kan"):
        read(folder)


def test_a_manifest_without_its_database_is_refused(folder: Path) -> None:
    change(folder, files={})
    with pytest.raises(DamagedBackup, match="database ontbreekt"):
        read(folder)


def test_every_missing_or_changed_file_is_named(folder: Path) -> None:
    (folder / "database.sqlite3").unlink()
    (folder / "media" / "images" / "a.png").write_bytes(b"plaatjf")
    with pytest.raises(DamagedBackup, match=r"database\.sqlite3 ontbreekt; a\.png is veranderd"):
        verify(folder, read(folder))


def test_a_file_that_was_cut_off_is_named_without_reading_it(folder: Path) -> None:
    (folder / "database.sqlite3").write_bytes(b"rij")
    read_bytes: list[int] = []
    with pytest.raises(DamagedBackup, match=r"database\.sqlite3 is niet zo groot als toen"):
        verify(folder, read(folder), on_bytes=read_bytes.append)
    assert sum(read_bytes) == len(b"plaatje")


def test_a_copy_is_the_same_and_never_overwrites(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    source.write_bytes(b"x" * 3_000_000)
    assert copy(source, tmp_path / "nieuw" / "doel") == facts_of(source) == facts_of(tmp_path / "nieuw" / "doel")
    with pytest.raises(FileExistsError):
        copy(source, tmp_path / "nieuw" / "doel")
