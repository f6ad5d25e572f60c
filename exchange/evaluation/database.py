"""A database of its own for an evaluation; the site's own database is neither read nor written, or even needed.

Making an empty site takes ten seconds of migrations, so on SQLite it is made once and kept in VAR_DIR, until
anything of the code that makes it changes.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from io import StringIO
from pathlib import Path

import structlog
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper
from wagtail.models import Site

from exchange.backup.databases import fill_sqlite, save_sqlite

logger = structlog.get_logger(__name__)

Announce = Callable[[str], None]

_MADE_FROM = ("*.py", "*.json", "*.csv", "*.txt")
"""Files of our apps that decide what an empty site holds."""
_ASKING = ("vocabulary", "question")
"""Packages of the search that decide what is asked of an index, and nothing of what stands in it."""


@contextmanager
def temporary_database(*, announce: Announce) -> Iterator[None]:
    """Everything in the block happens in an empty site of its own, which is gone afterwards.

    On the site's kind of database: a process knows the tables of one kind only. Raises DatabaseError when a server
    refuses.
    """
    sites_own = connections[DEFAULT_DB_ALIAS]
    opened = _postgres if sites_own.vendor == "postgresql" else _in_memory
    with opened(sites_own) as own:
        connections[DEFAULT_DB_ALIAS] = own
        _forget()
        try:
            _fill(own, announce)
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = sites_own
            _forget()


@contextmanager
def _in_memory(sites_own: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    options = settings.SQLITE_OPTIONS
    own = SqliteWrapper({**sites_own.settings_dict, "NAME": ":memory:", "OPTIONS": options}, DEFAULT_DB_ALIAS)
    own.ensure_connection()
    with closing(own.connection):
        yield own


@contextmanager
def _postgres(sites_own: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    name = f"evaluation_{secrets.token_hex(6)}"
    own = type(sites_own)({**sites_own.settings_dict, "NAME": name}, DEFAULT_DB_ALIAS)
    begun = f" TEMPLATE {own.ops.quote_name(settings.MIGRATED)}" if settings.MIGRATED else ""
    with own._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}{begun}")
    try:
        yield own
    finally:
        own.close()
        with own._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def _forget() -> None:
    """What a process remembers of one database means nothing in another."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _fill(own: BaseDatabaseWrapper, announce: Announce) -> None:
    """An empty site: its tables, pages, places, themes and instruments."""
    if own.vendor != "sqlite":
        _make_site(announce)
        return
    live: sqlite3.Connection = own.connection
    kept = settings.VAR_DIR / "evaluation" / f"{_fingerprint()}.sqlite3"
    if kept.is_file():
        fill_sqlite(live, kept)
        return
    if settings.MIGRATED:
        fill_sqlite(live, Path(settings.MIGRATED))
    _make_site(announce)
    try:
        _keep(live, kept)
    except OSError as error:
        # A folder that can't be written costs ten seconds the next time, no more.
        logger.warning("evaluation.site_not_kept", error=type(error).__name__)


def _make_site(announce: Announce) -> None:
    announce("Een lege site opbouwen; dat duurt even, en alleen de eerste keer.")
    call_command("migrate", interactive=False, verbosity=0)
    for command in ("load_places", "load_themes", "load_instruments"):
        call_command(command, stdout=StringIO(), stderr=StringIO())


def _keep(live: sqlite3.Connection, kept: Path) -> None:
    """Save the site under its name in one step, and throw away those of older code."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{secrets.token_hex(4)}")
    try:
        save_sqlite(live, half)
        half.replace(kept)
    finally:
        half.unlink(missing_ok=True)
    for older in kept.parent.glob("*.sqlite3"):
        if older != kept:
            older.unlink(missing_ok=True)


def _fingerprint() -> str:
    """Another one whenever our code, our data or a package changes."""
    parts = hashlib.sha256()
    for package in sorted(f"{one.name}={one.version}" for one in distributions()):
        parts.update(package.encode())
    folders = [Path(config.path) for config in apps.get_app_configs()]
    for folder in sorted(folder for folder in folders if folder.parent == settings.BASE_DIR):
        for path in sorted(path for pattern in _MADE_FROM for path in folder.rglob(pattern)):
            if not {*_ASKING} & {*path.relative_to(folder).parts}:
                parts.update(path.read_bytes())
    return parts.hexdigest()[:20]
