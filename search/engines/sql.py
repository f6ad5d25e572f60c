"""A piece of SQL with its parameters, and what both databases' full text needs of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, connection


@dataclass(frozen=True)
class Sql:
    """A SELECT and its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Worth:
    """Rows (entry_id), each once, and what it adds to their score to be one of them."""

    rows: Sql
    score: float


_TOO_LARGE = "54"
"""The class of what exceeds a limit of PostgreSQL, which Django has under OperationalError, as a server that is away.
https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def refuses_content(error: DatabaseError) -> bool:
    """Whether the database won't have what it was given, now or later: it isn't busy, full or away."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return isinstance(error, (DataError, IntegrityError)) or state.startswith(_TOO_LARGE)


def union(parts: Sequence[Sql]) -> Sql:
    """The rows of all of these, doubles included."""
    return Sql(" UNION ALL ".join(part.text for part in parts), tuple(p for part in parts for p in part.params))


def any_of(parts: Sequence[Sql]) -> Sql:
    """The rows (entry_id) of one of these or more, each once."""
    return _together(" UNION ", parts)


def all_of(parts: Sequence[Sql]) -> Sql:
    """The rows (entry_id) of every one of these."""
    return _together(" INTERSECT ", parts)


def _together(how: str, parts: Sequence[Sql]) -> Sql:
    # Each in brackets of its own: the two databases don't agree on which goes before which.
    each = (f"SELECT entry_id FROM ({part.text}) AS together" if len(parts) > 1 else part.text for part in parts)
    return Sql(how.join(each), tuple(value for part in parts for value in part.params))


def execute(statement: str, params: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def execute_for_each(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters, without a round trip for each."""
    if given := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, given)


def delete_rows(table: str, column: str, ids: Sequence[int]) -> None:
    """Remove the rows with these ids."""
    execute(f"DELETE FROM {table} WHERE {column} IN ({', '.join(['%s'] * len(ids))})", list(ids))


def delete_orphans(table: str, column: str) -> None:
    """Remove the rows of documents that are gone, if the table exists."""
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            cursor.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM search_indexentry)")
