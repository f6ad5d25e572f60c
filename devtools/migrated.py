"""A database with all migrations in it, made once per test run: each process of the tests copies it.

Migrating takes some twenty seconds of computing, and a run has up to nine such processes.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from devtools.environment import ROOT

TEMPLATE = "TEST_DATABASE_TEMPLATE"
"""The setting that names it: the path of a file for SQLite, the name of a database for PostgreSQL."""
POSTGRES_NAME = "migrated"


class MigrationFailed(Exception):
    """The migrations don't run; the message is what `migrate` said last."""


def migrated_sqlite(folder: Path) -> str:
    """The path of a new SQLite file with all migrations. Raises MigrationFailed."""
    path = folder / "migrated.sqlite3"
    _migrate(f"sqlite:///{path}", folder)
    return os.fspath(path)


def migrated_postgres(uri: str, folder: Path) -> str:
    """The name of a new database on the server of `uri`, with all migrations. Raises MigrationFailed."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {POSTGRES_NAME}")
    _migrate(urlunsplit(urlsplit(uri)._replace(path=f"/{POSTGRES_NAME}")), folder)
    return POSTGRES_NAME


def _migrate(database_url: str, folder: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "VAR_DIR": os.fspath(folder),
        "OPENSEARCH_URL": "",
        "EMAIL_URL": "memorymail://",
        "DJANGO_SETTINGS_MODULE": "ks_site.settings.test",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise MigrationFailed(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "migrate mislukte")
