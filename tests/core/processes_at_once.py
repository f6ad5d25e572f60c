"""What processes do at the same time in the tests of jobs and throttles (tests/site_process.py)."""

from datetime import timedelta
from multiprocessing.connection import Connection

from django.db import connection

from core import jobs, throttle
from core.models import JobRun

__all__ = ["allowed_of", "count", "expire", "run_what_is_due"]


def allowed_of(times: int, *, limit: int) -> int:
    """How many of so many attempts were allowed."""
    verdicts = [throttle.hit("proef", "wie", limit=limit, window=timedelta(hours=1)) for _ in range(times)]
    connection.close()
    return sum(verdict.allowed for verdict in verdicts)


def count(talk: Connection, times: int, limit: int) -> None:
    """Say when it can begin, wait for the word, and say how many were allowed."""
    talk.send("klaar voor de start")
    talk.recv()
    talk.send(allowed_of(times, limit=limit))


def run_what_is_due(talk: Connection) -> None:
    """A worker with one job, which waits for a word in the middle of it."""
    jobs._jobs.clear()

    @jobs.job("vegen", every=timedelta(hours=1))
    def sweep() -> None:
        talk.send("begonnen")
        talk.recv()

    talk.send("klaar voor de start")
    talk.recv()
    talk.send({name: outcome.name for name, outcome in jobs.run_due().items()})


def expire() -> None:
    """Let the time of the lease pass."""
    row = JobRun.objects.get()
    assert row.claimed_until is not None
    JobRun.objects.update(claimed_until=row.claimed_until - jobs.LEASE)
