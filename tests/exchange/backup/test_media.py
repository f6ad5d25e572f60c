"""Uploaded files go into a backup and come back all together, or stay as they were."""

from pathlib import Path

import pytest

from exchange.backup import media
from exchange.backup.manifest import DamagedBackup


def ignore(size: int) -> None:
    """Progress that nobody looks at."""


def contents(folder: Path) -> dict[str, str]:
    """All files by path, what a restore leaves behind included."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "bestand.txt").write_text(text)
    return folder


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    return write(tmp_path / "uploads", images="oud", extra="alleen hier")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return write(tmp_path / "backup" / "media", images="nieuw", documents="ook nieuw").parent


def test_all_files_are_copied_with_their_facts(uploads: Path, tmp_path: Path) -> None:
    found = media.backup(uploads, tmp_path / "doel", on_bytes=ignore)
    assert sorted(found) == ["media/extra/bestand.txt", "media/images/bestand.txt"]
    assert contents(tmp_path / "doel" / "media") == contents(uploads)


def test_what_a_restore_left_behind_is_no_upload(uploads: Path) -> None:
    write(uploads / ".herstel-oud", images="rest")
    assert [path.parent.name for path in media.files(uploads)] == ["extra", "images"]


def test_a_swap_puts_exactly_the_files_of_the_backup_there(uploads: Path, saved: Path, tmp_path: Path) -> None:
    facts = media.backup(saved / "media", tmp_path / "nog-een", on_bytes=ignore)
    with media.staged(uploads, saved, facts, on_bytes=ignore) as swap, swap.swapped():
        pass
    assert contents(uploads) == {"images/bestand.txt": "nieuw", "documents/bestand.txt": "ook nieuw"}


def test_nothing_changes_before_the_swap(uploads: Path, saved: Path, tmp_path: Path) -> None:
    facts = media.backup(saved / "media", tmp_path / "nog-een", on_bytes=ignore)
    before = contents(uploads)
    with media.staged(uploads, saved, facts, on_bytes=ignore):
        staged = contents(uploads)
    assert {name: text for name, text in staged.items() if not name.startswith(".herstel")} == before
    assert contents(uploads) == before


def test_when_what_follows_fails_the_old_files_are_back(uploads: Path, saved: Path, tmp_path: Path) -> None:
    facts = media.backup(saved / "media", tmp_path / "nog-een", on_bytes=ignore)
    before = contents(uploads)
    staging = media.staged(uploads, saved, facts, on_bytes=ignore)
    with pytest.raises(KeyboardInterrupt), staging as swap, swap.swapped():
        raise KeyboardInterrupt
    assert contents(uploads) == before


def test_a_file_that_changes_while_it_is_copied_stops_the_restore(uploads: Path, saved: Path, tmp_path: Path) -> None:
    facts = media.backup(saved / "media", tmp_path / "nog-een", on_bytes=ignore)
    (saved / "media" / "images" / "bestand.txt").write_text("anders")
    before = contents(uploads)
    with pytest.raises(DamagedBackup, match="veranderde"), media.staged(uploads, saved, facts, on_bytes=ignore):
        pass
    assert contents(uploads) == before


def test_files_go_into_a_folder_that_does_not_exist_yet(saved: Path, tmp_path: Path) -> None:
    facts = media.backup(saved / "media", tmp_path / "nog-een", on_bytes=ignore)
    with media.staged(tmp_path / "leeg", saved, facts, on_bytes=ignore) as swap, swap.swapped():
        pass
    assert len(contents(tmp_path / "leeg")) == 2
