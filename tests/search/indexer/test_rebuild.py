"""A rebuild loses nothing and never shows an empty search; one that fails leaves the old index serving."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import JobRun
from search import outbox
from search.engines import index
from search.engines.index import Operation
from search.indexer import check
from search.indexer import rebuild as module
from search.indexer.push import HEARTBEAT, push_due
from search.indexer.rebuild import RebuildRunning, rebuild, refresh_rows, sweep_targets
from search.models import DatabaseIdentity, IndexEntry, Rebuild
from tests import faults
from tests.factories.search import push_everything, stored_document
from tests.search.content import approach, coalition, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


def silent(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def serving_documents() -> set[str]:
    name = index.serving()
    assert name is not None
    index.refresh(name)
    return {key for key, _ in index.versions(name)}


@pytest.mark.opensearch
class TestRebuild:
    @pytest.fixture(autouse=True)
    def _engine(self, engine_index: str) -> None:
        """On a real node."""

    def test_every_document_is_in_the_new_index_and_the_old_one_is_gone(self) -> None:
        entries = [stored_document(f"Aanpak {number}") for number in range(3)]
        push_everything()
        old = index.serving()
        report = rebuild(silent)
        assert report.documents == 3
        assert index.serving() == report.index != old
        assert index.all_names() == [report.index]
        assert serving_documents() == {entry.key for entry in entries}

    def test_what_the_engine_did_not_take_before_is_no_trouble_any_more(self) -> None:
        cured, unbuilt = stored_document("Eerst"), stored_document("Ander")
        IndexEntry.objects.update(attempts=8, error="mapper_parsing_exception")
        IndexEntry.objects.filter(pk=unbuilt.pk).update(version=F("version") + 1)
        rebuild(silent)
        assert list(IndexEntry.objects.filter(attempts__gt=0).values_list("pk", flat=True)) == [unbuilt.pk]
        cured.refresh_from_db()
        assert (cured.error, cured.indexed_version) == ("", cured.document_version)

    def test_what_is_written_meanwhile_is_not_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stored_document("Eerst")
        push_everything()
        fill = module._fill

        def write_after_filling(job: Rebuild, progress: module.Progress) -> None:
            fill(job, progress)
            stored_document("Intussen")
            push_due()

        monkeypatch.setattr(module, "_fill", write_after_filling)
        rebuild(silent)
        assert len(serving_documents()) == 2

    def test_a_worker_that_knows_of_no_rebuild_loses_nothing_either(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stored_document("Eerst")
        push_everything()
        fill = module._fill

        def write_to_the_old_one_only(job: Rebuild, progress: module.Progress) -> None:
            fill(job, progress)
            late = stored_document("Intussen")
            IndexEntry.objects.filter(pk=late.pk).update(indexed_version=1)

        monkeypatch.setattr(module, "_fill", write_to_the_old_one_only)
        rebuild(silent)
        assert len(serving_documents()) == 2

    def test_while_it_fills_the_old_index_serves(self, monkeypatch: pytest.MonkeyPatch) -> None:
        entry = stored_document()
        push_everything()
        old = index.serving()
        seen = []
        fill = module._fill

        def look(job: Rebuild, progress: module.Progress) -> None:
            fill(job, progress)
            seen.append((index.serving(), serving_documents()))

        monkeypatch.setattr(module, "_fill", look)
        rebuild(silent)
        assert seen == [(old, {entry.key})]

    def test_one_that_fails_leaves_the_old_index_and_no_mark(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stored_document()
        push_everything()
        old = index.serving()

        def break_off(job: Rebuild, progress: module.Progress) -> None:
            raise index.IndexMissing("weg")

        monkeypatch.setattr(module, "_fill", break_off)
        with pytest.raises(index.IndexMissing):
            rebuild(silent)
        assert index.serving() == old
        assert not Rebuild.objects.exists()
        sweep_targets()
        assert index.all_names() == [old]

    def test_what_it_brought_waits_for_the_worker_no_longer(self) -> None:
        for number in range(3):
            stored_document(f"Aanpak {number}")
        rebuild(silent)
        assert not IndexEntry.objects.to_push().exists()

    def test_what_changes_at_the_very_end_still_waits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        entry = stored_document("Eerst")
        settle = module.settle

        def change_just_before(there: Mapping[int, int]) -> None:
            IndexEntry.objects.filter(pk=entry.pk).update(document_version=9)
            settle(there)

        monkeypatch.setattr(module, "settle", change_just_before)
        rebuild(silent)
        assert list(IndexEntry.objects.to_push()) == [entry]

    def test_what_is_published_during_the_last_look_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its row is read before it is there, and the engine after."""
        stored_document("Eerst")
        read_rows = check._rows

        def publish_after_reading() -> Iterator[Any]:
            found = list(read_rows())
            if not Rebuild.objects.exists():  # the look after the swap
                stored_document("Intussen")
                push_due()
                index.refresh(index.alias())
            yield from found

        monkeypatch.setattr(check, "_rows", publish_after_reading)
        rebuild(silent)
        assert len(serving_documents()) == 2

    def test_an_engine_that_goes_away_after_the_swap_serves_the_new_index_and_the_sweep_looks_soon(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = stored_document("Eerst")
        soon = timezone.now() + timedelta(minutes=10)
        JobRun.objects.create(name="search_sweep", next_due=soon)

        def refuse(job: Rebuild) -> None:
            raise index.Refused(["approach:1"], {})

        monkeypatch.setattr(module, "_last_look", refuse)
        report = rebuild(silent)
        assert (index.serving(), serving_documents()) == (report.index, {entry.key})
        assert JobRun.objects.get(name="search_sweep").next_due < soon

    def test_two_at_once_are_refused(self) -> None:
        Rebuild.objects.create(target="iets", heartbeat=timezone.now())
        with pytest.raises(RebuildRunning):
            rebuild(silent)

    def test_one_whose_owner_was_killed_is_swept_away(self) -> None:
        dead = index.create()
        Rebuild.objects.create(target=dead, heartbeat=timezone.now() - HEARTBEAT - timedelta(seconds=1))
        report = rebuild(silent)
        assert index.all_names() == [report.index]

    def test_an_index_of_another_database_does_not_fit(self) -> None:
        name = rebuild(silent).index
        assert index.fits(name)
        DatabaseIdentity.renew()
        assert not index.fits(name)

    def test_a_restored_database_gets_its_older_versions_into_a_new_index(self) -> None:
        entry = stored_document()
        IndexEntry.objects.update(version=9, built_version=9, document_version=9)
        push_everything()
        IndexEntry.objects.update(version=2, built_version=2, document_version=2, indexed_version=2)
        DatabaseIdentity.renew()
        name = rebuild(silent).index
        assert dict(index.versions(name)) == {entry.key: 2}


def test_rows_are_made_anew_from_content_that_sent_no_signal() -> None:
    page = approach(coalition())
    refresh_rows(silent)
    type(page).objects.filter(pk=page.pk).update(summary="Stiekem anders.")
    refresh_rows(silent)
    assert row("approach", page.pk).document["summary"] == "Stiekem anders."


def test_rows_of_content_that_is_gone_are_emptied() -> None:
    entry = stored_document("Zonder inhoud")
    refresh_rows(silent)
    entry.refresh_from_db()
    assert entry.document is None


def test_rows_are_made_anew_in_small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One over all of them would keep everybody else from writing meanwhile."""
    parent = coalition()
    for number in range(5):
        approach(parent, f"Aanpak {number}")
    monkeypatch.setattr(outbox, "CHUNK", 2)
    with CaptureQueriesContext(connection) as asked:
        refresh_rows(silent)
    transactions = " ".join(query["sql"] for query in asked).split("RELEASE SAVEPOINT")
    raised = [statements.count("INSERT INTO search_indexentry (") for statements in transactions]
    assert max(raised) == 1 and sum(raised) >= 3


@pytest.mark.opensearch
def test_filling_takes_queries_per_batch_and_not_per_document(
    engine_index: str, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        stored_document(f"Aanpak {number}")
    monkeypatch.setattr(module, "BATCH", 20)
    with django_assert_max_num_queries(45):
        rebuild(silent)


@pytest.mark.opensearch
def test_the_indices_of_a_site_with_a_longer_prefix_are_left_alone(engine_index: str, settings: Any) -> None:
    own = rebuild(silent).index
    settings.INDEX_PREFIX = f"{engine_index}-acceptatie"
    other = rebuild(silent).index
    settings.INDEX_PREFIX = engine_index
    sweep_targets()
    assert index.all_names() == [own]
    assert index.exists(other)
    index.drop([other])


def test_an_engine_that_is_fed_too_fast_is_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PATIENCE", (0, 0))
    refuse, accept = faults.answer("429 Too Many Requests", b"{}"), faults.answer("200 OK", b'{"items": []}')
    answers = [refuse, refuse, accept]
    with faults.misbehaving(lambda *given: answers.pop(0)(*given)) as settings.OPENSEARCH_URL:
        assert list(index.write_ahead("doel", [[Operation("story:1", 1, None)]])) == [1]
    assert answers == []


def test_what_it_did_not_take_of_a_request_is_brought_again(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PATIENCE", (0, 0))
    item = {"_id": "story:1", "_index": "doel", "status": 429, "error": {"type": "rejected_execution_exception"}}
    refuse = faults.answer("200 OK", json.dumps({"errors": True, "items": [{"delete": item}]}).encode())
    answers = [refuse, faults.answer("200 OK", b'{"items": []}')]
    with faults.misbehaving(lambda *given: answers.pop(0)(*given)) as settings.OPENSEARCH_URL:
        assert index.write("doel", [Operation("story:1", 1, None)], refresh_now=False, patient=True) == {}
    assert answers == []


def test_one_that_is_fed_too_fast_all_the_time_is_given_up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PATIENCE", (0, 0))
    refuse = faults.answer("429 Too Many Requests", b"{}")
    with faults.misbehaving(refuse) as settings.OPENSEARCH_URL, pytest.raises(index.UNREACHABLE):
        list(index.write_ahead("doel", [[Operation("story:1", 1, None)]]))


def test_an_engine_that_fails_otherwise_is_not_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PATIENCE", (0, 0))
    asked: list[int] = []
    fail = faults.answer("500 Internal Server Error", b"{}")

    def once(*given: Any) -> Any:
        asked.append(1)
        return fail(*given)

    with faults.misbehaving(once) as settings.OPENSEARCH_URL, pytest.raises(index.UNREACHABLE):
        list(index.write_ahead("doel", [[Operation("story:1", 1, None)]]))
    assert asked == [1]
