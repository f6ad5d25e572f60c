"""The clock: each job once at a time, its errors seen, and followed up when a worker dies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import jobs
from core.jobs import Outcome
from core.models import JobRun
from tests import site_process
from tests.core import processes_at_once
from tests.factories.logs import logged

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Failing:
    """Work that fails until it is mended, and counts."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error
        self.runs = 0

    def __call__(self) -> None:
        self.runs += 1
        if self.error:
            raise self.error


@pytest.fixture
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """None but those of the test."""
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.fixture
def work(no_jobs: None, db: None) -> Failing:
    """Work of a job "vegen" that is due every hour."""
    return jobs.job("vegen", every=HOUR)(Failing())


def row() -> JobRun:
    return JobRun.objects.get(name="vegen")


class TestRunDue:
    def test_runs_a_new_job_at_once_and_then_when_due(self, work: Failing) -> None:
        assert jobs.run_due(NOW) == {"vegen": Outcome.DONE}
        assert jobs.run_due(NOW + HOUR - timedelta(seconds=1)) == {}
        assert jobs.run_due(NOW + HOUR) == {"vegen": Outcome.DONE}
        assert work.runs == 2

    def test_notes_when_it_ran(self, work: Failing) -> None:
        jobs.run_due(NOW)
        assert (row().last_started, row().next_due, row().claimed_until) == (NOW, NOW + HOUR, None)
        assert row().last_finished is not None
        assert (row().last_error, row().failures) == ("", 0)

    def test_asks_one_question_when_nothing_is_due(self, work: Failing, django_assert_num_queries: Any) -> None:
        jobs.run_due(NOW)
        with django_assert_num_queries(1):
            jobs.run_due(NOW)

    def test_leaves_rows_of_jobs_that_are_gone_alone(self, work: Failing) -> None:
        JobRun.objects.create(name="vroeger", next_due=NOW)
        assert jobs.run_due(NOW) == {"vegen": Outcome.DONE}

    def test_a_lease_counts_from_when_its_own_job_begins(self, no_jobs: None, db: None) -> None:
        held = []
        with time_machine.travel(NOW, tick=False) as clock:
            jobs.job("eerst", every=HOUR)(lambda: clock.shift(HOUR))
            jobs.job("later", every=HOUR)(lambda: held.append(JobRun.objects.get(name="later").claimed_until))
            jobs.run_due()
        assert held[0] > NOW + HOUR

    def test_goes_on_with_the_others_after_one_that_fails(self, work: Failing) -> None:
        work.error = ValueError()
        other = jobs.job("wassen", every=HOUR)(Failing())
        assert jobs.run_due(NOW) == {"vegen": Outcome.FAILED, "wassen": Outcome.DONE}
        assert other.runs == 1


class TestErrors:
    def test_are_noted_with_their_place_and_without_their_text(self, work: Failing) -> None:
        work.error = ValueError("het verhaal van een moeder")
        assert jobs.run_due(NOW) == {"vegen": Outcome.FAILED}
        assert row().last_error.startswith("ValueError in tests/core/test_jobs.py:")
        assert "moeder" not in row().last_error

    def test_are_logged_without_their_text(self, work: Failing) -> None:
        work.error = ValueError("het verhaal van een moeder")
        with logged() as lines:
            jobs.run_due(NOW)
        (line,) = lines.values
        assert (line["event"], line["job"], line["failures"]) == ("job_failed", "vegen", 1)
        assert line["error"]["type"] == "ValueError"
        assert "moeder" not in lines.text

    def test_are_followed_by_a_retry_that_comes_later_each_time(self, work: Failing) -> None:
        work.error = ValueError()
        waits = []
        now = NOW
        for _ in range(9):
            jobs.run_due(now)
            waits.append(round((row().next_due - now).total_seconds() / 60))
            now = row().next_due
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        assert row().failures == work.runs == 9

    def test_are_forgotten_when_it_works_again(self, work: Failing) -> None:
        work.error = ValueError()
        jobs.run_due(NOW)
        work.error = None
        jobs.run_due(NOW + timedelta(minutes=1))
        assert (row().last_error, row().failures) == ("", 0)
        assert row().next_due == NOW + timedelta(minutes=1) + HOUR

    def test_a_worker_that_is_stopped_leaves_the_job_free(self, work: Failing) -> None:
        work.error = KeyboardInterrupt()
        with pytest.raises(KeyboardInterrupt):
            jobs.run_due(NOW)
        work.error = None
        assert jobs.run_due(NOW) == {"vegen": Outcome.DONE}


class TestClaims:
    def test_a_job_that_another_worker_has_is_not_run(self, work: Failing) -> None:
        JobRun.objects.create(name="vegen", next_due=NOW, claimed_until=NOW + HOUR)
        assert jobs.run_due(NOW) == {}
        assert jobs.run("vegen", NOW) is Outcome.BUSY
        assert work.runs == 0

    def test_nor_one_that_runs_right_now(self, work: Failing) -> None:
        inner: list[Any] = []
        jobs.job("zelf", every=HOUR)(lambda: inner.append((jobs.run_due(NOW), jobs.run("zelf", NOW))))
        jobs.run("vegen", NOW)
        jobs.run("zelf", NOW)
        assert inner == [({}, Outcome.BUSY)]

    def test_a_worker_that_is_slower_than_its_lease_overwrites_nothing(self, work: Failing) -> None:
        later = NOW + 2 * jobs.LEASE

        def slow() -> None:
            JobRun.objects.filter(name="traag").update(claimed_until=later)

        jobs.job("traag", every=HOUR)(slow)
        jobs.run("traag", NOW)
        assert JobRun.objects.get(name="traag").claimed_until == later

    def test_a_name_is_used_once(self, work: Failing) -> None:
        with pytest.raises(ImproperlyConfigured, match="vegen"):
            jobs.job("vegen", every=HOUR)(Failing())


class TestRun:
    def test_runs_a_job_that_is_not_due(self, work: Failing) -> None:
        jobs.run_due(NOW)
        assert jobs.run("vegen", NOW) is Outcome.DONE
        assert work.runs == 2

    def test_refuses_a_name_it_does_not_know(self, work: Failing) -> None:
        with pytest.raises(jobs.UnknownJob):
            jobs.run("zwemmen")


class TestCommand:
    def call(self, *args: str) -> str:
        out = StringIO()
        call_command("run_jobs", *args, stdout=out)
        return out.getvalue()

    def test_runs_all_jobs_due_or_not(self, work: Failing) -> None:
        jobs.job("wassen", every=HOUR)(Failing())
        assert self.call() == self.call() == "vegen: gelukt\nwassen: gelukt\n"
        assert work.runs == 2

    def test_runs_one_job(self, work: Failing) -> None:
        other = jobs.job("wassen", every=HOUR)(Failing())
        assert self.call("--job", "vegen") == "vegen: gelukt\n"
        assert other.runs == 0

    def test_lists_the_names_when_it_knows_no_such_job(self, work: Failing) -> None:
        with pytest.raises(CommandError, match=r"geen taak 'zwemmen'(.|\n)*vegen") as caught:
            self.call("--job", "zwemmen")
        assert caught.value.returncode == 1

    def test_fails_when_a_job_fails(self, work: Failing) -> None:
        work.error = ValueError()
        with pytest.raises(CommandError, match="Niet alle taken zijn gelukt") as caught:
            self.call()
        assert caught.value.returncode == 1


class TestApart:
    @pytest.fixture
    def post(self, work: Failing) -> Failing:
        """Work of a job "post" that waits for a server elsewhere."""
        return jobs.job("post", every=HOUR, apart=True)(Failing())

    def test_only_those_that_are_asked_for_run(self, work: Failing, post: Failing) -> None:
        assert jobs.run_due(NOW, apart=False) == {"vegen": Outcome.DONE}
        assert (work.runs, post.runs) == (1, 0)
        assert jobs.run_due(NOW, apart=True) == {"post": Outcome.DONE}
        assert (work.runs, post.runs) == (1, 1)

    def test_all_run_when_nobody_asks(self, work: Failing, post: Failing) -> None:
        assert jobs.run_due(NOW) == {"post": Outcome.DONE, "vegen": Outcome.DONE}

    def test_what_is_due_can_be_asked_without_running_it(self, work: Failing, post: Failing) -> None:
        assert jobs.due(NOW) == ("post", "vegen")
        assert jobs.due(NOW, apart=True) == ("post",)
        jobs.run_due(NOW)
        assert jobs.due(NOW) == ()
        assert (work.runs, post.runs) == (1, 1)

    def test_mail_is_one(self) -> None:
        assert jobs._jobs["send_mail"].apart


@dataclass(frozen=True)
class Worker:
    """A process that is about to run what is due, and the line to it."""

    process: BaseProcess
    talk: Connection

    def said(self) -> object:
        return self.talk.recv()

    def go(self) -> None:
        self.talk.send("ga verder")


class TestProcesses:
    """With real processes on a real file."""

    @pytest.fixture
    def database(self, tmp_path: Path) -> Path:
        path = tmp_path / "db.sqlite3"
        site_process.done(path, site_process.make_table, "core.JobRun")
        return path

    @pytest.fixture
    def workers(self, database: Path) -> Iterator[list[Worker]]:
        """Two processes that are about to run what is due."""
        started = []
        for ours, theirs in (site_process.CONTEXT.Pipe() for _ in range(2)):
            started.append(Worker(site_process.start(database, processes_at_once.run_what_is_due, theirs), ours))
            assert ours.recv() == "klaar voor de start"
        yield started
        for worker in started:
            worker.process.kill()
            worker.process.join()

    def test_two_workers_never_run_a_job_at_once(self, workers: list[Worker]) -> None:
        first, second = workers
        first.go()
        assert first.said() == "begonnen"
        second.go()
        assert second.said() == {}
        first.go()
        assert first.said() == {"vegen": "DONE"}

    def test_what_a_killed_worker_left_is_done_when_its_lease_ends(self, workers: list[Worker], database: Path) -> None:
        first, second = workers
        first.go()
        assert first.said() == "begonnen"
        first.process.kill()
        first.process.join()
        site_process.done(database, processes_at_once.expire)
        second.go()
        assert second.said() == "begonnen"
        second.go()
        assert second.said() == {"vegen": "DONE"}


def test_the_clock_of_the_worker_is_that_of_the_site(work: Failing) -> None:
    before = timezone.now()
    jobs.run_due()
    assert before <= (row().last_started or before - HOUR) <= timezone.now()


def test_a_job_can_be_hastened_and_one_that_nobody_knows_can_not(work: Failing) -> None:
    jobs.run("vegen", NOW)
    assert jobs.due(NOW) == ()
    jobs.hasten("vegen", NOW)
    assert jobs.due(NOW) == ("vegen",)
    with pytest.raises(jobs.UnknownJob):
        jobs.hasten("nooit", NOW)
