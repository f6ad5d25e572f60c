"""The database as the migrations left it, for tests that really commit.

Django empties all tables after such a test and lets the site make itself anew: ten times as long as putting back
a copy, and on the way every number that the database gives out goes on from where it was.
"""

import sqlite3

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

__all__ = ["fill_memory", "keep_memory", "put_back", "put_back_after_commits"]


def put_back_after_commits() -> None:
    """From now on a test that commits ends with a copy of the template, in runs that have one."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        if not put_back():
            flush(case)
        # A test may have made types of content anew, with other numbers than those of the copy.
        ContentType.objects.clear_cache()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]  # pytest-django has no other door


def put_back() -> bool:
    """Make the database a copy of the template, and say whether this run has one."""
    template = connection.settings_dict["TEST"].get("TEMPLATE")
    if template is None:
        return False
    if connection.vendor == "sqlite":
        fill_memory(connection.connection, template)
    else:
        _copy_on_server(connection, template)
    return True


def fill_memory(memory: sqlite3.Connection, template: str) -> None:
    """All of a file into a database in memory, in place of what is there."""
    with sqlite3.connect(template) as migrated:
        migrated.backup(memory)


def keep_memory(memory: sqlite3.Connection, file: str) -> None:
    """All of a database in memory into a file, to be put back from there."""
    with sqlite3.connect(file) as kept:
        memory.backup(kept)


def _copy_on_server(own: BaseDatabaseWrapper, template: str) -> None:
    """Threads of the test may have left connections: those go with the database."""
    name = own.ops.quote_name(own.settings_dict["NAME"])
    own.close()
    with own._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {own.ops.quote_name(template)}")
