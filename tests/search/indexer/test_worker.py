"""The worker brings what is due, waits for what is away, and mends what came back empty."""

import threading
from typing import Any

import pytest
from django.db import OperationalError

from search.engines import index
from search.indexer import worker as module
from search.indexer.check import check
from search.indexer.worker import Worker
from search.models import DatabaseIdentity, IndexEntry
from tests import faults
from tests.search.content import approach, coalition, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker whose rebuild runs in this thread: the test's transaction is not another thread's."""

    class Now(threading.Thread):
        def start(self) -> None:
            module._rebuild_in_thread()

    monkeypatch.setattr(module.threading, "Thread", Now)
    monkeypatch.setattr(module.connection, "close", lambda: None)
    return Worker()


def test_without_an_engine_it_builds_and_there_is_nothing_to_send(worker: Worker, embedded: None) -> None:
    page = approach(coalition())
    while worker.round():
        pass
    assert row("approach", page.pk).document is not None
    assert check(deep=True).clean


@pytest.mark.opensearch
class TestWithEngine:
    @pytest.fixture(autouse=True)
    def _engine(self, engine_index: str) -> None:
        """On a real node."""

    def test_it_makes_an_index_where_there_is_none_and_fills_it(self, worker: Worker) -> None:
        approach(coalition(), blocks=2)
        settle(worker)
        assert check(deep=True).clean
        assert not IndexEntry.objects.to_push().exists()

    def test_an_engine_that_came_back_empty_is_filled_again(self, worker: Worker) -> None:
        approach(coalition())
        settle(worker)
        index.drop(index.all_names())
        approach(coalition("Coalitie Delft"), "Nieuw")
        settle(worker)
        assert check(deep=True).clean

    def test_after_a_restore_the_index_is_made_anew(self, worker: Worker) -> None:
        approach(coalition())
        settle(worker)
        before = index.serving()
        DatabaseIdentity.renew()
        settle(Worker())
        assert index.serving() != before
        assert check(deep=True).clean

    def test_while_the_engine_is_away_everything_waits_and_then_goes(
        self, worker: Worker, settings: Any, opensearch_url: str
    ) -> None:
        page = approach(coalition())
        settle(worker)
        with faults.refusing() as url:
            settings.OPENSEARCH_URL = url
            page.title = "Nieuwe naam"
            page.save_revision().publish()
            settle(worker)
            assert row("approach", page.pk).document["title"] == "Nieuwe naam", "the database finds it all the same"
            assert IndexEntry.objects.to_push().exists()
        settings.OPENSEARCH_URL = opensearch_url
        worker._engine_rest_until = None
        settle(worker)
        assert check(deep=True).clean

    def test_once_does_everything_and_says_whether_it_could(self, worker: Worker, settings: Any) -> None:
        approach(coalition())
        assert worker.once()
        assert check(deep=True).clean
        with faults.refusing() as url:
            settings.OPENSEARCH_URL = url
            approach(coalition("Coalitie Delft"))
            assert not worker.once()


def settle(worker: Worker) -> None:
    for _ in range(20):
        worker.round()


def test_it_stops_when_told(embedded: None, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def stop_after_three() -> bool:
        rounds.append(1)
        if len(rounds) == 3:
            worker.stopping.set()
        return True

    monkeypatch.setattr(worker, "round", stop_after_three)
    worker.run()
    assert len(rounds) == 3


def test_a_locked_database_is_waited_for(embedded: None, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked_once() -> bool:
        worker.stopping.set()
        raise OperationalError("database is locked")

    monkeypatch.setattr(worker, "round", locked_once)
    worker.run()
