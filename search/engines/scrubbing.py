"""What a database keeps in its files of a full text that was deleted."""

from django.db import connection

__all__ = ["scrub"]


def scrub() -> None:
    """SQLite: write the full-text tables anew without what was deleted, Wagtail's own too, and empty the log.

    FTS5 only notes that a text is gone and keeps its words until it merges; `secure_delete` then overwrites them. What
    was written stays readable in the write-ahead log until that is emptied. PostgreSQL's vacuum does this by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%USING fts5%%'")
        for (name,) in cursor.fetchall():
            table = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        if not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
