"""What PostgreSQL can't hold of a document is left out, and what it refuses is known for a refusal."""

from collections.abc import Mapping

import pytest
from django.db import OperationalError, connection, transaction

from search.engines import tsvector
from search.engines.sql import refuses_content
from search.engines.tsvector import TABLE, TsvectorTable
from search.fields import EXACT, FIELDS
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
