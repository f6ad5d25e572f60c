"""The worker brings what is due, waits for what is away, and mends what came back empty."""

import socket
import sqlite3
import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from core import jobs
from search.engines import index
from search.indexer import worker as module
from search.indexer.check import check
from search.indexer.worker import Worker
from search.models import DatabaseIdentity, IndexEntry, Rebuild
from tests import faults
from tests.factories.logs import logged
from tests.search.content import approach, coalition, row

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker that does in this thread what it would do beside its loop: other threads see no transaction of ours."""

    class Now(threading.Thread):
        def start(self) -> None:
            self.run()

    # Of the worker alone: other threads of a test are real ones.
    monkeypatch.setattr(module, "threading", SimpleNamespace(Thread=Now, Event=threading.Event))
    monkeypatch.setattr(module.connection, "close", lambda: None)
    return Worker()


def test_without_an_engine_it_builds_and_there_is_nothing_to_send(worker: Worker, embedded: None) -> None:
    page = approach(coalition())
    while worker.round():
        pass
    assert row("approach", page.pk).document is not None
    assert check(deep=True).clean


def test_an_idle_round_asks_the_database_once_and_keeps_its_connection(
    embedded: None, worker: Worker, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(worker)
    closed: list[bool] = []
    monkeypatch.setattr(module, "close_old_connections", lambda: closed.append(True))
    with django_assert_num_queries(1):
        assert not worker.round()
    worker._clock_at = None
    worker.round()
    assert closed == [True], "once a second"


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

    def test_an_engine_that_came_back_empty_is_filled_though_nothing_is_due(
        self, worker: Worker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        approach(coalition())
        settle(worker)
        index.drop(index.all_names())
        look_again_at_once(monkeypatch)
        settle(worker)
        assert check(deep=True).clean

    def test_a_restore_is_noticed_by_a_worker_that_went_on(
        self, worker: Worker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        approach(coalition())
        settle(worker)
        before = index.serving()
        DatabaseIdentity.renew()
        look_again_at_once(monkeypatch)
        settle(worker)
        assert index.serving() != before

    def test_between_two_looks_an_idle_worker_asks_the_engine_nothing(
        self, worker: Worker, settings: Any, opensearch_url: str
    ) -> None:
        settle(worker)
        assert not worker.round()
        with faults.refusing() as url:
            settings.OPENSEARCH_URL = url
            worker.round()
        assert worker._engine_rest_until is None

    def test_once_leaves_a_rebuild_that_runs_elsewhere_alone(self, worker: Worker) -> None:
        Rebuild.objects.create(target=index.create(), heartbeat=timezone.now())
        assert worker.once()
        assert Rebuild.objects.exists()

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


def look_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + module.LOOK_EVERY
    monkeypatch.setattr(module.timezone, "now", lambda: later)


def settle(worker: Worker) -> None:
    for _ in range(20):
        worker.round()


@pytest.mark.parametrize("content_type", ["application/json", "text/html"])
@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'"raar"', b'{"x": 1}'])
def test_an_engine_that_answers_nonsense_is_waited_for(
    worker: Worker, settings: Any, body: bytes, content_type: str
) -> None:
    page = approach(coalition())
    with faults.misbehaving(faults.answer("200 OK", body, content_type)) as url:
        settings.OPENSEARCH_URL = url
        settle(worker)
        assert not worker.once()
    assert row("approach", page.pk).document is not None
    assert IndexEntry.objects.to_push().exists()


def test_while_its_index_is_being_made_the_engine_is_asked_for_it_once_a_second(
    worker: Worker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    nothing_there = faults.answer("404 Not Found", b"{}")

    def counted(connection: socket.socket, stop: threading.Event) -> None:
        asked.append(True)
        nothing_there(connection, stop)

    now = timezone.now()
    monkeypatch.setattr(module.timezone, "now", lambda: now)
    with faults.misbehaving(counted) as settings.OPENSEARCH_URL:
        worker.round()
        first = len(asked)
        settle(worker)
        assert len(asked) == first > 0
        now += timedelta(seconds=1)
        worker.round()
        assert len(asked) > first


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
        try:
            sqlite3.connect(":memory:").execute("SELECT * FROM weg")
        except sqlite3.OperationalError as error:
            raise OperationalError(str(error)) from error
        return False

    monkeypatch.setattr(worker, "round", locked_once)
    with logged() as lines:
        worker.run()
    assert [(line["event"], line["code"]) for line in lines.values] == [("worker.database_failed", "SQLITE_ERROR")]


class TestJobsThatWaitForAServerElsewhere:
    @pytest.fixture
    def ran(self, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
        """What such a job found each time it ran: whether all that was due had been built."""
        found: list[bool] = []
        monkeypatch.setattr(jobs, "_jobs", {})
        jobs.job("post", every=timedelta(0), apart=True)(
            lambda: found.append(not IndexEntry.objects.to_build().exists())
        )
        return found

    @pytest.fixture
    def hanging(self, monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
        """Threads that were started and are not over: the server elsewhere hangs."""
        started: list[threading.Thread] = []

        class Hanging(threading.Thread):
            def start(self) -> None:
                started.append(self)

            def is_alive(self) -> bool:
                return self in started

        monkeypatch.setattr(module.threading, "Thread", Hanging)
        monkeypatch.setattr(module.connection, "close", lambda: None)  # run here, it is the connection of the test
        return started

    def test_hold_up_no_publication(self, embedded: None, ran: list[bool], hanging: list[threading.Thread]) -> None:
        page = approach(coalition())
        Worker().round()
        assert row("approach", page.pk).document is not None
        assert (len(hanging), ran) == (1, [])

    def test_are_not_started_again_before_they_are_over(
        self, embedded: None, ran: list[bool], hanging: list[threading.Thread]
    ) -> None:
        worker = Worker()
        for _ in range(3):
            worker._clock_at = None
            worker.round()
        assert len(hanging) == 1
        hanging.clear()
        worker._clock_at = None
        worker.round()
        assert len(hanging) == 1

    def test_are_done_all_the_same(self, embedded: None, ran: list[bool], worker: Worker) -> None:
        worker.round()
        assert len(ran) == 1

    def test_come_last_when_everything_is_done_once(self, embedded: None, ran: list[bool], worker: Worker) -> None:
        approach(coalition())
        assert worker.once()
        assert ran == [True]

    def test_wait_for_a_locked_database_themselves(
        self, embedded: None, worker: Worker, ran: list[bool], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def locked(*, apart: bool) -> None:
            if apart:
                raise OperationalError("database is locked")

        monkeypatch.setattr(jobs, "run_due", locked)
        worker.round()
        assert ran == []
