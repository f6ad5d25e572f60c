"""Writes documents into the rows that the database engine searches."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet

from search import completions
from search.engines.tokens_table import tokens_table
from search.indexed import IndexedDocument
from search.models import IndexEntry, IndexFacet


def keep(entry_id: int, document: IndexedDocument) -> None:
    """Make a row's document findable: its tokens and the values of its facets."""
    tokens_table().write(entry_id, document.tokens)
    completions.keep(entry_id, document)
    IndexFacet.objects.filter(entry_id=entry_id).delete()
    IndexFacet.objects.bulk_create(
        IndexFacet(entry_id=entry_id, facet=facet, value=value)
        for facet, values in document.facets.items()
        for value in values
    )


def forget(entry_ids: Sequence[int]) -> None:
    """Take these rows out of what can be found."""
    if entry_ids:
        IndexFacet.objects.filter(entry_id__in=entry_ids).delete()
        completions.forget(entry_ids)
        tokens_table().remove(entry_ids)


def empty_documents(rows: QuerySet[IndexEntry]) -> None:
    """Empty the documents of rows whose version was just raised: that is the whole operation, built already.

    A row that was empty before gives the engine nothing to do: a draft that is saved costs no request.
    """
    rows.filter(document__isnull=True).update(built_version=F("version"))
    rows.filter(document__isnull=False).update(
        document=None,
        digest="",
        sort_title="",
        sort_date=None,
        built_version=F("version"),
        document_version=F("version"),
    )


def columns(document: IndexedDocument) -> Mapping[str, Any]:
    """The columns of a row that follow from its document."""
    return {
        "document": document.source,
        "digest": document.digest,
        "sort_title": document.sort_title,
        "sort_date": document.date,
    }
