"""The database as one file, and back in one transaction: SQLite by its online backup, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.db import connection
from psycopg import ConnectionInfo
from psycopg.conninfo import make_conninfo

from exchange.backup.manifest import DamagedBackup

# How long a restore waits for another process to let go of the database.
PATIENCE = 30.0
# PostgreSQL: a table that somebody holds makes it fail, not wait for ever.
_LOCK_TIMEOUT = f"-c lock_timeout={int(PATIENCE)}s"


class CannotDump(Exception):
    """The database can't be copied or filled here; the message says why, in Dutch."""


class Dumper(Protocol):
    """How one kind of database is copied to a file and filled from it."""

    file_name: str

    def make_room(self) -> None:
        """What a machine needs that never had the site, before anything asks the database."""

    def version(self) -> str: ...
    def dump(self, target: Path) -> None: ...
    def check(self, source: Path) -> None:
        """Raise DamagedBackup or CannotDump when `load` would surely fail."""

    def load(self, source: Path) -> None:
        """Replace all that the database holds, wholly or not at all."""


def dumper() -> Dumper:
    """The one for the site's database; CannotDump for a kind that has none."""
    if connection.vendor == "sqlite":
        return SqliteDumper()
    if connection.vendor == "postgresql":
        return PostgresDumper()
    raise CannotDump(f"een database van het soort {connection.vendor} kan dit commando niet aan")


class SqliteDumper:
    """SQLite copies a database that is in use, as it was at one moment."""

    file_name = "database.sqlite3"

    def make_room(self) -> None:
        # SQLite makes the file, not the folder that it lies in.
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)

    def version(self) -> str:
        return sqlite3.sqlite_version

    def dump(self, target: Path) -> None:
        save_sqlite(self._live(), target)

    def check(self, source: Path) -> None:
        check_sqlite(source)

    def load(self, source: Path) -> None:
        fill_sqlite(self._live(), source)

    @staticmethod
    def _live() -> sqlite3.Connection:
        """The connection of the site itself; in tests its database lives in memory only."""
        connection.ensure_connection()
        live: sqlite3.Connection = connection.connection
        return live


def save_sqlite(live: sqlite3.Connection, target: Path) -> None:
    """Write what a database holds to a new file."""
    with closing(sqlite3.connect(target)) as copy:
        # In one step: SQLite begins anew when another process writes between two.
        live.backup(copy, pages=-1, progress=_Patience())
        # As one file: in WAL mode, which is copied along, whoever reads it would leave two more beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def check_sqlite(source: Path) -> None:
    """Raise DamagedBackup when a file is no whole database."""
    try:
        with closing(_saved(source)) as copy:
            [(answer,)] = copy.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise DamagedBackup(f"de database in de back-up is beschadigd: {error}") from None
    if answer != "ok":
        raise DamagedBackup(f"de database in de back-up is beschadigd: {answer}")


def fill_sqlite(live: sqlite3.Connection, source: Path) -> None:
    """Replace what a database holds by what is in a file; CannotDump when another process keeps it locked.

    Into the database that is there, not over its file: other processes keep seeing one database, and what is written
    stands or falls as one transaction.
    """
    with closing(_saved(source)) as copy:
        try:
            copy.backup(live, pages=-1, progress=_Patience())
        except sqlite3.Error as error:
            raise CannotDump(f"de database is niet te vervangen: {error}") from error


def _saved(source: Path) -> sqlite3.Connection:
    """The file of a backup, opened so that not a byte of its folder changes."""
    return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


class _Patience:
    """Told by SQLite after each attempt; gives up when the other database stays locked."""

    def __init__(self) -> None:
        self.since = time.monotonic()

    def __call__(self, status: int, remaining: int, total: int) -> None:
        # Not by what remains: of a database that was locked from the start nothing is known to remain.
        if status != sqlite3.SQLITE_DONE and time.monotonic() - self.since > PATIENCE:
            raise CannotDump("de database blijft bezet: stop de site en de index_worker, en probeer het opnieuw")


class PostgresDumper:
    """pg_dump and psql of the same version as the server, or a newer one, must be on the machine."""

    file_name = "database.sql"

    def make_room(self) -> None:
        """Nothing: whoever has a server has made a database there."""

    def version(self) -> str:
        major, minor = divmod(self._info().server_version, 10_000)
        return f"{major}.{minor}"

    def dump(self, target: Path) -> None:
        self._run("pg_dump", "--format=plain", "--no-owner", "--no-privileges", "--file", str(target))

    def check(self, source: Path) -> None:
        self._tool("psql")
        with source.open("rb") as file:
            head = file.read(4096)
            file.seek(max(0, source.stat().st_size - 4096))
            tail = file.read()
        if b"PostgreSQL database dump" not in head or b"PostgreSQL database dump complete" not in tail:
            raise DamagedBackup("de database in de back-up is niet compleet")

    def load(self, source: Path) -> None:
        # The schema goes as a whole: tables that the backup doesn't know would be in the way of `migrate`.
        empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output", os.devnull)
        self._run("psql", *options, "--command", empty, "--file", str(source))

    def _run(self, name: str, *arguments: str) -> None:
        command = [self._tool(name), "--no-password", f"--dbname={self._address()}", *arguments]
        environment = {**os.environ, "PGPASSWORD": self._info().password, "PGOPTIONS": _LOCK_TIMEOUT}
        connection.close()  # a restore can't drop what this process still reads
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise CannotDump(f"{name} zegt: {' '.join(done.stderr.split())[-400:] or 'niets'}")

    def _info(self) -> ConnectionInfo:
        connection.ensure_connection()
        info: ConnectionInfo = connection.connection.info
        return info

    def _address(self) -> str:
        """Where the site's own connection leads; the password is not in it, it would stand in a list of processes."""
        return make_conninfo(**self._info().get_parameters())

    def _tool(self, name: str) -> str:
        """The path of a tool that is new enough for the server."""
        needed = int(self.version().split(".")[0])
        path = shutil.which(name)
        if path is None:
            raise CannotDump(f"{name} staat niet op deze machine: installeer de client van PostgreSQL {needed}")
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
        found = int(answer.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
        if found < needed:
            raise CannotDump(
                f"{name} is van PostgreSQL {found}, de server van {needed}: installeer de client van {needed}"
            )
        return path
