"""Documents in the outbox and the engine, without content behind them: for tests of the engines alone."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.partial_date import PartialDate
from core.text import Section
from search.document import Document, Parent
from search.engines import index, store
from search.indexed import from_source, source_of
from search.indexer.push import push_due
from search.models import IndexEntry, PlacedResult
from search.placement.models import Where
from search.vocabulary import version

_numbers = count(1)


def stored_document(
    title: str = "Een aanpak",
    *,
    text: str = "",
    summary: str = "",
    type_key: str = "approach",
    keywords: tuple[str, ...] = (),
    day: str = "",
    parent: Parent | None = None,
    **facets: Any,
) -> IndexEntry:
    """A row with a built document; a facet's values are given by its key: theme=["bereik"]."""
    number = next(_numbers)
    document = Document(
        title=title,
        url=f"/aanpak-{number}/",
        summary=summary,
        sections=(Section("", text),) if text else (),
        keywords=keywords,
        date=PartialDate.parse(day) if day else None,
        parent=parent,
    )
    values: Mapping[str, tuple[str, ...]] = {key: tuple(given) for key, given in facets.items()}
    values = {**values, "type": (type_key,), **({"year": (day[:4],)} if day else {})}
    with transaction.atomic():
        built = from_source(source_of(document, values))
        entry = IndexEntry.objects.create(
            type=type_key,
            object_id=number,
            version=1,
            built_version=1,
            document_version=1,
            changed_at=timezone.now(),
            **store.columns(built),
        )
        store.keep({entry.pk: built})
    return entry


def placed(question: str, entry: IndexEntry, where: Where = Where.TOP, position: int = 1) -> PlacedResult:
    """The place of a document for a question, in force at once."""
    row = PlacedResult.objects.create(
        question=question, type=entry.type, object_id=entry.object_id, title="x", where=where, position=position
    )
    version.watch.forget()
    return row


def push_everything() -> None:
    """Make an index if there is none, and bring it all that is due."""
    if index.serving() is None:
        index.swap(index.create())
    while push_due():
        pass
