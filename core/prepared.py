"""Queries whose SQL is made once and asked again each time: making it takes Django longer than the database to answer.

What is kept is the question, never the answer: who may see something is asked anew.
"""

from collections.abc import Callable, Iterable, Sized
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

__all__ = ["Prepared", "Statement", "marks"]


class Statement(NamedTuple):
    """A SELECT and its parameters."""

    sql: str
    params: tuple[Any, ...]


class Prepared:
    """The SQL of the queryset that `make` gives, made anew each day: consent lasts until a date.

    So a queryset that knows the hour, or asks the database something while it is made, may not be prepared:
    tests/core/test_prepared.py holds all of them to that.
    """

    _all: ClassVar[list["Prepared"]] = []

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self._make = make
        self._kept: tuple[tuple[date, str, str], Statement] | None = None
        self._all.append(self)

    @classmethod
    def every(cls) -> tuple["Prepared", ...]:
        """All that there are in this process."""
        return tuple(cls._all)

    def made(self) -> Statement:
        """The SQL, made anew."""
        return Statement(*self._make().query.sql_with_params())

    def statement(self) -> Statement:
        """What is to be asked now."""
        # An evaluation has a database of its own for a while, in which ids of types of content differ.
        moment = (timezone.localdate(), connection.vendor, str(connection.settings_dict["NAME"]))
        kept = self._kept
        if kept is None or kept[0] != moment:
            kept = self._kept = (moment, self.made())
        return kept[1]

    def rows(self) -> list[tuple[Any, ...]]:
        """Ask it: the rows of a `values_list()`. One query."""
        return _asked(self.statement())

    def rows_where(self, condition: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Only the rows that meet a condition on its columns, in SQL with a mark for each of the values. One query."""
        asked = self.statement()
        return _asked(Statement(f"SELECT * FROM ({asked.sql}) AS all_rows WHERE {condition}", (*asked.params, *values)))


def marks(values: Sized) -> str:
    """The list behind IN for so many values."""
    return f"({', '.join(['%s'] * len(values))})"


def _asked(statement: Statement) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
