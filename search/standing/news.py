"""Which documents have something new to tell: published, or with another text or place than when last looked at.

A document is looked at again when its row got another document. Whether that is news is judged by what readers
read: its title, summary and sections, and the values of its facets. What is made of those (words of themes, marks,
another analysis) changes a document in the index, and tells nobody anything.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from search.models import Announced, IndexEntry

__all__ = ["News", "forget_withdrawn", "news", "settle"]

_NOTE = """
    INSERT INTO search_announced (entry_id, version, text, facets) VALUES {rows}
    ON CONFLICT (entry_id) DO UPDATE
       SET version = excluded.version, text = excluded.text, facets = excluded.facets
     WHERE search_announced.version < excluded.version
 RETURNING entry_id
"""


@dataclass(frozen=True)
class News:
    """A document as it is now. `before` holds its facets of before when its text is the same, else None; `told` says
    that it has nothing that a reader would call new. `changed_at`: when its row last changed."""

    entry_id: int
    key: str
    version: int
    text: str
    source: Mapping[str, Any]
    before: Mapping[str, Sequence[str]] | None
    told: bool
    changed_at: datetime

    @property
    def facets(self) -> Mapping[str, Sequence[str]]:
        facets: Mapping[str, Sequence[str]] = self.source["facets"]
        return facets


def news(limit: int) -> list[News]:
    """The documents to look at, oldest row first; empty when all were. One query."""
    unseen = Q(announced=None) | Q(announced__version__lt=F("document_version"))
    rows = IndexEntry.objects.with_document().filter(unseen).select_related("announced").order_by("pk")[:limit]
    return [_news(row) for row in rows]


def settle(items: Sequence[News]) -> frozenset[str]:
    """Note that these were looked at; the keys of those that nobody else had noted yet. One statement.

    To be called in the transaction that keeps what came of it: then each change counts once.
    """
    if not items:
        return frozenset()
    facets = Announced._meta.get_field("facets")
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(items))
    values = [
        value
        # In order of row: of two that note the same, one waits for the other.
        for item in sorted(items, key=lambda item: item.entry_id)
        for value in (item.entry_id, item.version, item.text, facets.get_db_prep_save(dict(item.facets), connection))
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE.format(rows=rows), values)
        noted = {entry_id for (entry_id,) in cursor.fetchall()}
    return frozenset(item.key for item in items if item.entry_id in noted)


def forget_withdrawn() -> int:
    """Forget what withdrawn documents were about. Of how many."""
    withdrawn = Announced.objects.filter(entry__document__isnull=True, facets__isnull=False)
    return withdrawn.update(facets=None)


def fingerprint(source: Mapping[str, Any]) -> str:
    """Of the text that readers read."""
    text = json.dumps([source["title"], source["summary"], source["sections"]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _news(row: IndexEntry) -> News:
    source: Mapping[str, Any] = row.document or {}
    last: Announced | None = getattr(row, "announced", None)
    text = fingerprint(source)
    before, told = None, False
    if last is not None and last.text == text:
        # Without facets it was withdrawn, and comes back as it was.
        before, told = last.facets, last.facets is None or last.facets == source["facets"]
    return News(row.pk, row.key, row.document_version, text, source, before, told, row.changed_at)
