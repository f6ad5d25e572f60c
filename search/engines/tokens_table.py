"""The full text of the database engine: the tokens of each document, in SQLite's FTS5 or in a tsvector.

The tables are made by a migration, since Django has no model for either. Everything that differs between the two
databases is in this file and the two beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from django.db import connection

from search.engines.fts5 import Fts5Table
from search.engines.sql import Sql, Worth
from search.engines.tsvector import TsvectorTable
from search.question.model import Need, Question

__all__ = ["TokensTable", "tokens_table"]


class TokensTable(Protocol):
    """What a database must be able to do with tokens. SQL comes as (statement, parameters)."""

    def create(self) -> Sequence[str]:
        """The statements that make the tables."""
        ...

    def drop(self) -> Sequence[str]: ...
    def write(self, entries: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Keep the tokens of these rows, field by field, in place of those that they had."""
        ...

    def remove(self, entry_ids: Sequence[int]) -> None: ...
    def sweep(self) -> None:
        """Remove tokens without a row: emptying the database by `flush` knows nothing of these tables."""
        ...

    def admitted(self, question: Question) -> Sql:
        """The rows (entry_id) that a question finds."""
        ...

    def having(self, needs: Sequence[Need]) -> Sql:
        """The rows (entry_id) that have every one of these words."""
        ...

    def scored(self, question: Question, found: Sql, worth: Sequence[Worth]) -> Sql:
        """Rows (entry_id, score) of all that is found, each once: the sum of what it meets, and of what it is worth
        besides."""
        ...

    def shares(self) -> Iterator[tuple[str, float]]:
        """Each token with the share of the documents that have it."""
        ...


def tokens_table(vendor: str | None = None) -> TokensTable:
    """The table of the database in use."""
    return Fts5Table() if (vendor or connection.vendor) == "sqlite" else TsvectorTable()
