"""A document is built from what is public now, and never overtakes a change."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, DataError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from approaches.models import ApproachPage
from approaches.search_document import ApproachDocument
from search import outbox
from search.indexer import build
from search.indexer.build import build_due, build_rows
from search.models import IndexEntry, IndexFacet
from tests.search.content import approach, coalition, row

pytestmark = pytest.mark.django_db


def test_what_is_due_is_built_and_then_no_longer_due() -> None:
    page = approach(coalition())
    assert build_due() > 0
    entry = row("approach", page.pk)
    assert entry.document["title"] == "Warme belroute"
    assert entry.built_version == entry.version == entry.document_version
    assert build_due() == 0


def test_after_the_commit_the_process_that_made_the_change_builds_it(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = approach(coalition())
    assert row("approach", page.pk).document is not None


@pytest.mark.django_db(transaction=True)
def test_when_that_fails_the_change_stands_and_the_worker_builds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(type_key: str, due: Any) -> None:
        raise OperationalError("database is locked")

    IndexEntry.objects.create(type="approach", object_id=1, changed_at=timezone.now())
    monkeypatch.setattr(build, "_build", locked)
    with transaction.atomic():
        build.build_after_commit("approach", [1])
    assert row("approach", 1).built_version < row("approach", 1).version


def test_a_text_withdrawn_between_reading_and_storing_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    page = approach(coalition())
    store = build._store

    def unpublish_first(built: Any, versions: Any) -> None:
        ApproachPage.objects.get(pk=page.pk).unpublish()
        store(built, versions)

    monkeypatch.setattr(build, "_store", unpublish_first)
    build.build_rows("approach", [page.pk])
    assert row("approach", page.pk).document is None
    assert not IndexFacet.objects.filter(entry=row("approach", page.pk)).exists()


def test_a_change_between_reading_and_storing_leaves_the_row_due(monkeypatch: pytest.MonkeyPatch) -> None:
    page = approach(coalition())
    store = build._store

    def touch_first(built: Any, versions: Any) -> None:
        outbox.touch("approach", [page.pk])
        store(built, versions)

    monkeypatch.setattr(build, "_store", touch_first)
    build.build_rows("approach", [page.pk])
    entry = row("approach", page.pk)
    assert entry.document is None
    assert entry.built_version < entry.version


def test_rows_are_stored_in_the_order_in_which_a_change_locks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = coalition()
    pages = [approach(parent, f"Aanpak {number}") for number in range(4)]
    build_due()
    for place, page in enumerate(pages):
        # The newest change is built first: the other way round than their ids.
        IndexEntry.objects.filter(type="approach", object_id=page.pk).update(
            version=99, changed_at=timezone.now() - timedelta(minutes=place % 2, seconds=place)
        )
    with CaptureQueriesContext(connection) as asked:
        build_due(limit=4)
    # On SQLite, with one writer at a time, the lock is no more than the order.
    locking = [query["sql"] for query in asked if 'ORDER BY "search_indexentry"."object_id" ASC' in query["sql"]]
    assert len(locking) == 1 and '"search_indexentry"."version"' in locking[0]


def test_the_same_content_keeps_its_document_version() -> None:
    page = approach(coalition())
    build_due()
    before = row("approach", page.pk).document_version
    page.save()
    build_due()
    after = row("approach", page.pk)
    assert after.document_version == before
    assert after.built_version == after.version > before


def test_content_that_cannot_be_built_costs_only_its_own_document(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = coalition()
    good, bad = approach(parent, "Goed"), approach(parent, "Stuk")
    real = ApproachDocument.build

    def fail(self: ApproachDocument, page: ApproachPage) -> Any:
        if page.pk == bad.pk:
            raise ValueError("geheime tekst")
        return real(self, page)

    monkeypatch.setattr(ApproachDocument, "build", fail)
    build_rows("approach", [good.pk, bad.pk])
    assert row("approach", good.pk).document is not None
    failed = row("approach", bad.pk)
    assert (failed.attempts, failed.error) == (1, "bouwen: ValueError")
    assert failed.claimed_until is not None, "it waits before it is tried again"
    monkeypatch.undo()
    outbox.touch("approach", [bad.pk])
    build_due()
    assert row("approach", bad.pk).error == ""


class Refusal:
    """The database, refusing the words of one row with this error; `tried`: how often."""

    def __init__(self, entry: IndexEntry, error: DatabaseError) -> None:
        self.entry, self.error, self.tried = entry, error, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "INTO search_tokens" in sql and any(entry_id == self.entry.pk for entry_id, *_ in params):
            self.tried += 1
            raise self.error
        return execute(sql, params, many, context)


def test_a_document_that_cannot_be_stored_costs_only_itself() -> None:
    parent = coalition()
    pages = [approach(parent, f"Aanpak {number}") for number in range(4)]
    gone = approach(parent, "Voorbij")
    build_due()
    for page in pages:
        page.title = f"{page.title} anders"
        page.save()
    gone.unpublish()
    refusal = Refusal(row("approach", pages[2].pk), DataError("string or blob too big"))
    with connection.execute_wrapper(refusal):
        build_due()
    titles = [row("approach", page.pk).document["title"] for page in pages]
    assert titles == ["Aanpak 0 anders", "Aanpak 1 anders", "Aanpak 2", "Aanpak 3 anders"]
    assert row("approach", gone.pk).document is None
    failed = row("approach", pages[2].pk)
    assert (failed.attempts, failed.error) == (1, "bouwen: DataError")
    assert failed.claimed_until is not None, "it waits before it is tried again"


def test_a_database_that_is_busy_is_no_fault_of_a_document() -> None:
    parent = coalition()
    pages = [approach(parent, f"Aanpak {number}") for number in range(4)]
    refusal = Refusal(row("approach", pages[2].pk), OperationalError("database is locked"))
    with connection.execute_wrapper(refusal), pytest.raises(OperationalError, match="locked"):
        build_due()
    assert refusal.tried == 1, "the others would have to wait for it too"
    assert not IndexEntry.objects.filter(attempts__gt=0).exists()


def test_waits_grow_and_end_at_an_hour() -> None:
    waits = [build.back_off(attempts).total_seconds() for attempts in range(1, 20)]
    assert waits[:4] == [1, 2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == 3600


def test_a_row_of_a_type_that_was_taken_away_is_emptied() -> None:
    IndexEntry.objects.create(type="vroeger", object_id=1, version=2, changed_at=timezone.now(), document={"x": 1})
    build_due()
    assert row("vroeger", 1).document is None


def test_building_many_takes_no_more_queries_of_content_than_building_few(django_assert_max_num_queries: Any) -> None:
    parent = coalition()
    build_due()
    for number in range(30):
        approach(parent, f"Aanpak {number}")
    with django_assert_max_num_queries(20 + 30 * 8):
        # Per row: an update, and tokens, completions and facets out and in. The content itself is read once for all.
        build_due()
