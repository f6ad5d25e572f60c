"""Writes documents into the rows that the database engine searches."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from search import completions
from search.engines.sql import execute_for_each
from search.engines.tokens_table import tokens_table
from search.indexed import IndexedDocument
from search.models import IndexEntry, IndexFacet

_KEEP_FACETS = "INSERT INTO search_indexfacet (entry_id, facet, value) VALUES (%s, %s, %s)"


def keep(documents: Mapping[int, IndexedDocument]) -> None:
    """Make these rows' documents findable, by the number of the row: their tokens and the values of their facets.

    All rows in the same few statements: twenty values of facets a document are most of what is written.
    """
    if not documents:
        return
    tokens_table().write({entry_id: document.tokens for entry_id, document in documents.items()})
    completions.keep(documents)
    IndexFacet.objects.filter(entry_id__in=documents).delete()
    execute_for_each(
        _KEEP_FACETS,
        (
            (entry_id, facet, value)
            for entry_id, document in documents.items()
            for facet, values in document.facets.items()
            for value in values
        ),
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


def write_documents(documents: Mapping[int, tuple[int, IndexedDocument]]) -> None:
    """Give these rows their new documents, each with the version that it was built from, in one statement."""
    written = [columns(document) for _, document in documents.values()]
    if not written:
        return
    names = written[0].keys()
    fields = [field for field in IndexEntry._meta.concrete_fields if field.name in names]
    execute_for_each(
        f"UPDATE search_indexentry SET {', '.join(f'{field.column} = %s' for field in fields)}, "
        "built_version = %s, document_version = %s, attempts = 0, error = '', claimed_until = NULL WHERE id = %s",
        (
            (*(field.get_db_prep_save(row[field.name], connection) for field in fields), version, version, entry_id)
            for row, (entry_id, (version, _)) in zip(written, documents.items(), strict=True)
        ),
    )


def columns(document: IndexedDocument) -> Mapping[str, Any]:
    """The columns of a row that follow from its document."""
    return {
        "document": document.source,
        "digest": document.digest,
        "sort_title": document.sort_title,
        "sort_date": document.date,
    }
