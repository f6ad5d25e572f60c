"""Making a backup and putting it back. Knows the order; how is in the modules beside it."""

import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from exchange.backup import databases, media
from exchange.backup.databases import CannotDump, Dumper
from exchange.backup.manifest import STORIES, DamagedBackup, Manifest, OnBytes, facts_of, read, verify
from search.api import renew_database_id
from stories.keeping import erasure_log
from stories.keeping.erasure_log import DamagedList
from stories.services.replaying import ListMissing, replay_erasures

__all__ = [
    "BackupRefused",
    "CannotDump",
    "DamagedBackup",
    "DamagedList",
    "ErasedIsBack",
    "Restored",
    "backup",
    "restore",
]

OnStage = Callable[[str, int], OnBytes]
"""Told the name of a stage and its bytes; gives what is told the bytes done."""


class BackupRefused(Exception):
    """Something would be overwritten or can't be right; the message says what, in Dutch."""


class ErasedIsBack(Exception):
    """All was put back, also what was erased since the backup; the message says why and what to do, in Dutch."""


def no_progress(stage: str, total: int) -> OnBytes:
    return lambda size: None


def backup(*, folder: Path, on_stage: OnStage = no_progress) -> Manifest:
    """Copy database and media into a new or empty folder, which appears whole or not at all.

    The database first: a file that is added meanwhile is one too many, never one too few.
    """
    folder = folder.resolve()  # "." has no name to put a half one beside
    dumper, uploads = databases.dumper(), media.root()
    told = Path(settings.STORY_FILES_ROOT)
    _refuse_target(folder, [told] if uploads is None else [told, uploads])
    with _half(folder) as half:
        on_stage("Database", 0)
        dumper.dump(half / dumper.file_name)
        found = {dumper.file_name: facts_of(half / dumper.file_name)}
        if uploads is not None:
            total = sum(path.stat().st_size for path in media.files(uploads))
            found |= media.backup(uploads, half, on_bytes=on_stage("Bestanden", total))
        found |= media.backup(told, half, on_bytes=lambda size: None, kind=STORIES)
        manifest = Manifest(
            created=timezone.now().isoformat(timespec="seconds"),
            vendor=connection.vendor,
            database=dumper.file_name,
            versions=_versions(dumper),
            migrations=sorted(_applied()),
            files=found,
            media_elsewhere=uploads is None,
        )
        manifest.write(half)
    return manifest


def _refuse_target(folder: Path, own: list[Path]) -> None:
    if folder.exists() and not folder.is_dir():
        raise BackupRefused(f"{folder} is een bestand, geen map")
    if folder.is_dir() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is niet leeg: kies een nieuwe map")
    if any(folder.is_relative_to(files.resolve()) for files in own):
        raise BackupRefused(f"{folder} ligt tussen de bestanden van de site zelf: kies een andere map")


@contextmanager
def _half(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, for its owner alone, that takes its place when all went well."""
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    try:
        yield half
        if folder.is_dir():
            folder.rmdir()
        half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _versions(dumper: Dumper) -> dict[str, str]:
    return {
        "database": dumper.version(),
        "django": django.get_version(),
        "python": platform.python_version(),
        "wagtail": wagtail.__version__,
    }


def _applied() -> set[str]:
    loader = MigrationLoader(connection)
    return {f"{app}.{name}" for app, name in loader.applied_migrations or ()}


def _known() -> set[str]:
    on_disk = MigrationLoader(None).disk_migrations
    replaced = {pair for migration in on_disk.values() for pair in migration.replaces}
    return {f"{app}.{name}" for app, name in (*on_disk, *replaced)}


@dataclass(frozen=True)
class Restored:
    """What was put back; `needs_migrate` when the code is newer than the backup."""

    manifest: Manifest
    needs_migrate: bool
    erased: int = 0
    """How many stories the backup brought back that were erased since, and are erased again."""


def restore(*, folder: Path, force: bool = False, on_stage: OnStage = no_progress) -> Restored:
    """Put a backup back: checked whole first, the files staged, the files swapped, the
    database in one transaction; when that fails the files are swapped back.

    The database gets a new random id: an engine that served another database, or this one at a later moment, would
    refuse its versions in silence. Everybody logs in again: a session that was ended since must not come back.
    What was erased since the backup is erased again before anybody can ask for it; when the tables are those of older
    code, by the `migrate` that has to follow. ErasedIsBack when that fails.
    """
    manifest = read(folder)
    _refuse_without_list()
    dumper, uploads = databases.dumper(), media.root()
    _refuse_backup(manifest)
    dumper.make_room()
    if not force:
        _refuse_site_in_use(uploads)
    verify(folder, manifest, on_bytes=on_stage("Controleren", manifest.size))
    dumper.check(folder / manifest.database)
    on_bytes = on_stage("Bestanden", manifest.size - manifest.files[manifest.database].size)
    with ExitStack() as staging:
        told = staging.enter_context(
            media.staged(
                Path(settings.STORY_FILES_ROOT), folder, manifest.files, on_bytes=lambda size: None, kind=STORIES
            )
        )
        swaps = [told]
        if uploads is not None and not manifest.media_elsewhere:
            swaps.append(staging.enter_context(media.staged(uploads, folder, manifest.files, on_bytes=on_bytes)))
        on_stage("Database", 0)
        with ExitStack() as swapping:
            for swap in swaps:
                swapping.enter_context(swap.swapped())
            dumper.load(folder / manifest.database)
        ContentType.objects.clear_cache()
        renew_database_id()
        Session.objects.all().delete()
    needs_migrate = bool(_known() - set(manifest.migrations))
    return Restored(manifest, needs_migrate, erased=0 if needs_migrate else _erased_again())


def _erased_again() -> int:
    try:
        return replay_erasures()
    except (OSError, DatabaseError, DamagedList, ListMissing) as error:
        raise ErasedIsBack(
            "De back-up is teruggezet, maar wat sindsdien is ingetrokken of gewist staat er nu weer "
            f"({error}). Houd de site dicht, los dit op en draai manage.py replay_erasures."
        ) from error


def _refuse_without_list() -> None:
    """Nobody could say what must not come back, or take back what does; --force doesn't help."""
    if not erasure_log.is_writable():
        raise BackupRefused(
            f"de lijst van wat gewist is ({settings.ERASURE_LOG}) kan niet worden bijgeschreven: niemand kan dan een "
            "verhaal intrekken. Maak dat bestand en zijn map van de gebruiker onder wie de site draait"
        )
    if not erasure_log.is_there():
        raise BackupRefused(
            f"de lijst van wat gewist is ontbreekt ({settings.ERASURE_LOG}). Zet de lijst van deze site daar neer; "
            "is hier nooit iets gewist, maak dan een leeg bestand"
        )
    erasure_log.erased()


def _refuse_backup(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupRefused(f"de back-up is van {manifest.vendor}, deze site draait op {connection.vendor}")
    if newer := sorted(set(manifest.migrations) - _known()):
        raise BackupRefused(f"de back-up is van een nieuwere versie van de site ({newer[-1]}): werk eerst de code bij")


def _refuse_site_in_use(uploads: Path | None) -> None:
    """A site is in use when it has a user or an uploaded file; what `migrate` makes doesn't count."""
    user = get_user_model()
    tables = connection.introspection.table_names()
    if user._meta.db_table in tables and user._default_manager.exists():
        raise BackupRefused("deze site heeft al gebruikers; met --force wordt alles vervangen")
    if uploads is not None and next(media.files(uploads), None):
        raise BackupRefused(f"{uploads} is niet leeg; met --force wordt alles vervangen")
