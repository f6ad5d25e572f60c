"""What PostgreSQL can't hold of a document is left out, and what it refuses is known for a refusal."""

from collections.abc import Mapping
from importlib import import_module

import pytest
from django.db import OperationalError, connection, transaction

from search.engines import tsvector
from search.engines.sql import refuses_content
from search.engines.tsvector import TABLE, TsvectorTable
from search.fields import EXACT, FIELDS
from search.models import IndexEntry
from search.question.known import KnownWords
from search.question.understanding import understand
from search.vocabulary import rules
from tests.factories.search import stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MANY = 40_000


@pytest.fixture
def book() -> Mapping[str, list[str]]:
    """More different words of another script than a vector holds, of all lengths."""
    words = [f"{number}{'漢' * (number % 20)}" for number in range(MANY)]
    return {**dict.fromkeys([*FIELDS, *EXACT.values()], []), "title": ["boek"], "body": words, EXACT["body"]: words}


def test_of_a_document_with_too_many_words_the_first_are_found(book: Mapping[str, list[str]]) -> None:
    entry = stored_document("Een boek")
    TsvectorTable().write({entry.pk: book})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT vector @@ 'boek', vector @@ '39980', length(vector), length(exact) FROM {TABLE} "
            "WHERE entry_id = %s",
            [entry.pk],
        )
        ((first, last, *kept),) = cursor.fetchall()
    assert (first, last) == (True, False)
    assert all(MANY / 2 < words < MANY for words in kept)


def test_a_document_that_is_too_large_is_refused_and_not_waited_for(
    book: Mapping[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tsvector, "_MOST_BYTES", 10**9)
    entry = stored_document("Een boek")
    with pytest.raises(OperationalError) as refused, transaction.atomic():
        TsvectorTable().write({entry.pk: book})
    assert refuses_content(refused.value)


def test_the_words_of_a_usual_document_stay_in_its_row() -> None:
    """Fetched from elsewhere, for each word that is looked for, they took half of the time of a search."""
    words = [f"woord{number}" for number in range(200)]
    entry = stored_document("Een aanpak")
    TsvectorTable().write({entry.pk: {**dict.fromkeys([*FIELDS, *EXACT.values()], []), "body": words}})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pg_column_size(vector), pg_column_toast_chunk_id(vector) FROM {TABLE} WHERE entry_id = %s",
            [entry.pk],
        )
        ((size, elsewhere),) = cursor.fetchall()
    assert size > 2_000
    assert elsewhere is None


@pytest.fixture
def long_document() -> Mapping[str, list[str]]:
    """One of which either vector fits in a row, and both together don't."""
    words = [f"woord{number}" for number in range(400)]
    return {**dict.fromkeys([*FIELDS, *EXACT.values()], []), "body": words, EXACT["body"]: words}


def in_its_row(entry: IndexEntry) -> bool:
    """Whether the vector that scores is there, as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(pg_column_toast_chunk_id(vector)::text, pg_column_compression(vector)) FROM {TABLE} "
            "WHERE entry_id = %s",
            [entry.pk],
        )
        ((moved,),) = cursor.fetchall()
    return moved is None


def test_of_a_long_document_the_words_as_they_are_written_leave_the_row_first(
    long_document: Mapping[str, list[str]],
) -> None:
    """Few questions ask for those; at the others every word of a question looks, in each row that is found."""
    entry = stored_document("Een aanpak")
    TsvectorTable().write({entry.pk: long_document})
    assert in_its_row(entry)


def test_so_they_do_in_a_table_of_before(long_document: Mapping[str, list[str]]) -> None:
    entry = stored_document("Een aanpak")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN vector SET STORAGE EXTENDED")
    TsvectorTable().write({entry.pk: long_document})
    assert not in_its_row(entry)
    with connection.schema_editor() as editor:
        import_module("search.migrations.0011_words_as_written_leave_the_row_first").keep_in_rows(None, editor)
    assert in_its_row(entry)


def test_the_words_of_a_question_are_scored_in_one_pass() -> None:
    """Each looked for by itself, those that many documents have took three times as long."""
    question = understand("schulden gezin huisbezoek", rules(), KnownWords())
    found = TsvectorTable().admitted(question)
    scored = TsvectorTable().scored(question, found, ())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {scored.text}", scored.params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count(f"on {TABLE}") == 1
