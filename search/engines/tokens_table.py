"""The full text of the database engine: the tokens of each document, in SQLite's FTS5 or in a tsvector.

The table is made by a migration, since Django has no model for either. Everything that differs between the two
databases is in this file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

TABLE = "search_tokens"
COLUMNS = ("title", "keywords", "body")
WEIGHTS = (4.0, 3.0, 2.0)
"""Title, theme words, body: measured in dutch-search.md, decision 8."""

_MAX_POSITION = 16_383  # PostgreSQL counts no position beyond this one


@dataclass(frozen=True)
class Matches:
    """SQL for rows (entry_id, score) of all documents with one of the tokens; the score is 0 unless asked for."""

    sql: str
    params: tuple[Any, ...]


class TokensTable(Protocol):
    """What a database must be able to do with tokens."""

    def create(self) -> str: ...
    def write(self, entry_id: int, tokens: Mapping[str, Sequence[str]]) -> None: ...
    def remove(self, entry_ids: Sequence[int]) -> None: ...
    def sweep(self) -> None: ...
    def matching(self, tokens: Sequence[str], *, scored: bool) -> Matches: ...


def tokens_table(vendor: str | None = None) -> TokensTable:
    """The table of the database in use."""
    return Fts5Table() if (vendor or connection.vendor) == "sqlite" else TsvectorTable()


def _remove(column: str, entry_ids: Sequence[int]) -> None:
    marks = ", ".join(["%s"] * len(entry_ids))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} IN ({marks})", list(entry_ids))


def _sweep(column: str) -> None:
    with connection.cursor() as cursor:
        if TABLE in connection.introspection.table_names(cursor):
            cursor.execute(f"DELETE FROM {TABLE} WHERE {column} NOT IN (SELECT id FROM search_indexentry)")


class Fts5Table:
    """SQLite: bm25 over weighted columns is the BM25F of dutch-search.md."""

    def create(self) -> str:
        columns = ", ".join(COLUMNS)
        return f"CREATE VIRTUAL TABLE {TABLE} USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 0')"

    def write(self, entry_id: int, tokens: Mapping[str, Sequence[str]]) -> None:
        self.remove([entry_id])
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s)",
                [entry_id, *(" ".join(tokens[column]) for column in COLUMNS)],
            )

    def remove(self, entry_ids: Sequence[int]) -> None:
        _remove("rowid", entry_ids)

    def sweep(self) -> None:
        """Remove tokens without a row: emptying the database by `flush` knows nothing of this table."""
        _sweep("rowid")

    def matching(self, tokens: Sequence[str], *, scored: bool) -> Matches:
        weights = ", ".join(str(weight) for weight in WEIGHTS)
        query = " OR ".join(f'"{token}"' for token in tokens)
        score = f"-bm25({TABLE}, {weights})" if scored else "0.0"
        return Matches(f"SELECT rowid AS entry_id, {score} AS score FROM {TABLE} WHERE {TABLE} MATCH %s", (query,))


class TsvectorTable:
    """PostgreSQL: only the net under OpenSearch, so ts_rank (which knows no idf) will do."""

    def create(self) -> str:
        return (
            f"CREATE TABLE {TABLE} (entry_id bigint PRIMARY KEY, vector tsvector NOT NULL);"
            f"CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)"
        )

    def write(self, entry_id: int, tokens: Mapping[str, Sequence[str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (entry_id, vector) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (entry_id) DO UPDATE SET vector = excluded.vector",
                [entry_id, self._vector(tokens)],
            )

    @staticmethod
    def _vector(tokens: Mapping[str, Sequence[str]]) -> str:
        lexemes: dict[str, list[str]] = {}
        position = 0
        for column, weight in zip(COLUMNS, "ABC", strict=True):
            for token in tokens[column]:
                position = min(position + 1, _MAX_POSITION)
                lexemes.setdefault(token, []).append(f"{position}{weight}")
        # 256 places of one word are as many as PostgreSQL keeps.
        return " ".join(f"'{token}':{','.join(places[:256])}" for token, places in lexemes.items())

    def remove(self, entry_ids: Sequence[int]) -> None:
        _remove("entry_id", entry_ids)

    def sweep(self) -> None:
        """Remove tokens without a row, as above."""
        _sweep("entry_id")

    def matching(self, tokens: Sequence[str], *, scored: bool) -> Matches:
        query = " | ".join(f"'{token}'" for token in tokens)
        if not scored:
            return Matches(f"SELECT entry_id, 0.0 AS score FROM {TABLE} WHERE vector @@ %s::tsquery", (query,))
        top = max(WEIGHTS)
        weights = "{0," + ",".join(str(weight / top) for weight in reversed(WEIGHTS)) + "}"
        return Matches(
            f"SELECT entry_id, ts_rank(%s::float4[], vector, %s::tsquery) AS score "
            f"FROM {TABLE} WHERE vector @@ %s::tsquery",
            (weights, query, query),
        )
