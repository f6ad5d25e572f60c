"""Rows reach the engine once, in any order, and nothing is lost when it is away."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from opensearchpy import OpenSearch

from search.engines import index, store
from search.engines.index import IndexMissing, Operation
from search.indexer import push
from search.indexer.push import push_due
from search.indexer.rebuild import rebuild
from search.indexer.retrying import letters, retry
from search.models import IndexEntry, Rebuild
from tests import faults
from tests.factories.search import push_everything, stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.opensearch, pytest.mark.usefixtures("nothing_to_find")]


@pytest.fixture
def target(engine_index: str) -> str:
    name = index.create()
    index.swap(name)
    return name


def in_engine(name: str) -> dict[str, int]:
    index.refresh(name)
    return dict(index.versions(name))


def withdraw(entry: IndexEntry) -> None:
    rows = IndexEntry.objects.filter(pk=entry.pk)
    rows.update(version=F("version") + 1)
    store.forget([entry.pk])
    store.empty_documents(rows)


def test_what_is_due_reaches_the_engine_and_is_no_longer_due(target: str) -> None:
    entry = stored_document()
    assert push_due() == 1
    assert in_engine(target) == {entry.key: 1}
    assert push_due() == 0


def test_a_withdrawn_document_leaves_the_engine(target: str) -> None:
    entry = stored_document()
    push_everything()
    withdraw(entry)
    push_everything()
    assert in_engine(target) == {}


def test_a_delete_of_what_was_never_there_is_done(target: str) -> None:
    entry = stored_document()
    withdraw(entry)
    assert push_due() == 1
    assert push_due() == 0


def test_an_older_text_that_comes_late_is_refused(target: str) -> None:
    entry = stored_document("Nieuw")
    IndexEntry.objects.filter(pk=entry.pk).update(document_version=5, version=5, built_version=5)
    push_everything()
    old = {**entry.document, "title": "Oud"}
    assert index.write(index.alias(), [Operation(entry.key, 3, old)], refresh_now=True) == {}
    found = index.client().get(index=target, id=entry.key)
    assert (found["_version"], found["_source"]["source"]["title"]) == (5, "Nieuw")


def test_a_withdrawn_text_that_comes_late_is_refused(target: str) -> None:
    entry = stored_document()
    push_everything()
    withdraw(entry)
    push_everything()
    index.write(index.alias(), [Operation(entry.key, 1, entry.document)], refresh_now=True)
    assert in_engine(target) == {}


def test_sending_the_same_version_twice_changes_nothing(target: str) -> None:
    entry = stored_document()
    push_everything()
    IndexEntry.objects.update(indexed_version=0)
    assert push_due() == 1
    assert in_engine(target) == {entry.key: 1}


def test_only_the_index_that_serves_must_show_it_at_once(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filling = index.create()
    Rebuild.objects.create(target=filling, heartbeat=timezone.now())
    entry = stored_document()
    asked: list[tuple[str, bool]] = []
    bulk = OpenSearch.bulk

    def listen(client: OpenSearch, *, body: bytes, index: str, params: dict[str, str]) -> Any:
        asked.append((index, "refresh" in params))
        return bulk(client, body=body, index=index, params=dict(params))

    monkeypatch.setattr(OpenSearch, "bulk", listen)
    push_due()
    assert asked == [(index.alias(), True), (index.writing_alias(filling), False)]
    assert in_engine(filling) == in_engine(target) == {entry.key: 1}


def test_rows_that_another_worker_holds_are_left_to_it(target: str) -> None:
    entry = stored_document()
    IndexEntry.objects.filter(pk=entry.pk).update(claimed_until=timezone.now() + timedelta(seconds=60))
    assert not push.due()
    assert push_due() == 0


def test_a_claim_of_a_worker_that_was_killed_ends(target: str) -> None:
    entry = stored_document()
    IndexEntry.objects.filter(pk=entry.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert push_due() == 1


def test_an_engine_that_is_away_leaves_the_rows_due_and_blames_nobody(engine_index: str, settings: Any) -> None:
    entry = stored_document()
    with faults.refusing() as url:
        settings.OPENSEARCH_URL = url
        with pytest.raises(index.UNREACHABLE):
            push_due()
    entry.refresh_from_db()
    assert (entry.indexed_version, entry.attempts, entry.claimed_until) == (0, 0, None)


def test_without_an_index_nothing_is_made_by_guess(engine_index: str) -> None:
    stored_document()
    with pytest.raises(IndexMissing):
        push_due()
    assert index.all_names() == []
    assert not index.exists(index.alias())


def test_a_document_that_the_engine_refuses_fails_alone_and_visibly(target: str) -> None:
    good, bad = stored_document("Goed"), stored_document("Stuk")
    IndexEntry.objects.filter(pk=bad.pk).update(document={**bad.document, "facets": {"geen_veld": ["x"]}})
    assert push_due() == 2
    assert in_engine(target) == {good.key: 1}
    bad.refresh_from_db()
    assert bad.attempts == 1
    assert bad.error.startswith("sturen: ")
    assert bad.claimed_until is not None


def test_what_the_engine_keeps_refusing_ends_as_a_dead_letter_and_goes_when_it_is_mended(target: str) -> None:
    bad = stored_document("Stuk")
    rows = IndexEntry.objects.filter(pk=bad.pk)
    rows.update(document={**bad.document, "facets": {"geen_veld": ["x"]}})
    for _ in range(push.DEAD_AFTER):
        rows.update(claimed_until=None)
        push_due()
    (letter,) = letters()
    assert (letter.key, letter.title, letter.attempts) == (bad.key, "Stuk", push.DEAD_AFTER)
    rows.update(document=bad.document)
    assert retry([bad.key]) == 1
    push_everything()
    assert letters() == []
    assert in_engine(target) == {bad.key: 1}


class TestFullEngine:
    """An engine whose disk is nearly full makes its indices read-only: they take nothing, not even a delete."""

    @pytest.fixture(autouse=True)
    def _full(self, nothing_to_find: None, target: str) -> None:
        self.gone = stored_document("Ingetrokken")
        push_everything()
        self.new = stored_document("Nieuw")
        withdraw(self.gone)
        self.block(index.alias(), "true")

    def block(self, name: str, value: str | None) -> None:
        index.client().indices.put_settings(index=name, body={"index.blocks.read_only_allow_delete": value})

    def test_a_refusal_is_no_failure_of_the_document_however_long_it_lasts(self) -> None:
        for _ in range(push.DEAD_AFTER):
            IndexEntry.objects.update(claimed_until=None)
            with pytest.raises(index.Refused):
                push_due()
        self.new.refresh_from_db()
        assert (self.new.attempts, self.new.error, self.new.indexed_version) == (0, "", 0)
        assert self.new.claimed_until is not None
        assert self.new.claimed_until <= timezone.now() + push.REFUSED_WAIT

    def test_a_rebuild_does_not_replace_the_index_that_serves_by_one_that_took_nothing(
        self, target: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = index.create

        def full_too() -> str:
            name = create()
            self.block(name, "true")
            return name

        monkeypatch.setattr(index, "create", full_too)
        with pytest.raises(index.Refused):
            rebuild(lambda what, done, total: None)
        assert index.serving() == target

    def test_when_there_is_room_again_everything_goes(self, target: str) -> None:
        with pytest.raises(index.Refused):
            push_due()
        self.block(index.alias(), None)
        IndexEntry.objects.update(claimed_until=None)
        push_everything()
        assert in_engine(target) == {self.new.key: 1}


def test_a_batch_of_long_documents_goes_in_requests_that_the_engine_takes(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["kort", "lang " * 2_000, "lang " * 2_000, "te lang " * 10_000, "kort"]
    keys = {stored_document(text=text).key for text in texts}
    monkeypatch.setattr(index, "MAX_REQUEST", 50_000)
    sizes: list[int] = []
    bodies = index._bodies

    def measured(operations: Iterable[Operation]) -> Iterator[bytes]:
        for body in bodies(operations):
            sizes.append(len(body))
            yield body

    monkeypatch.setattr(index, "_bodies", measured)
    assert push_due() == 5
    assert in_engine(target).keys() == keys
    assert 2 <= len(sizes) < 5, "short ones go together"
    assert sum(size > index.MAX_REQUEST for size in sizes) == 1, "only what is too long alone"


def test_a_row_that_changed_while_it_was_sent_is_due_again(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = stored_document()
    settle = push._settle

    def change_first(rows: list[push.Claimed]) -> None:
        IndexEntry.objects.filter(pk=entry.pk).update(version=2, built_version=2, document_version=2)
        settle(rows)

    monkeypatch.setattr(push, "_settle", change_first)
    push_due()
    entry.refresh_from_db()
    assert (entry.indexed_version, entry.document_version) == (1, 2)


def test_while_a_rebuild_runs_both_indices_get_every_change(target: str) -> None:
    second = index.create()
    Rebuild.objects.create(target=second, heartbeat=timezone.now())
    entry = stored_document()
    push_due()
    assert in_engine(target) == in_engine(second) == {entry.key: 1}


def test_a_batch_takes_a_bounded_number_of_queries(target: str, django_assert_max_num_queries: Any) -> None:
    for number in range(50):
        stored_document(f"Aanpak {number}")
    # savepoint, select, claim, release, rebuilds, settle
    with django_assert_max_num_queries(6):
        assert push_due() == 50
