"""The clock: work that repeats, with a row per job that says how it went.

An app declares its jobs in `<app>/scheduled.py`; the worker calls `run_due` all the time, a person `run`. A job is
claimed by one conditional UPDATE for as long as its lease, so that two workers never run it at once and one that
was killed is followed up. A job may be run twice for the same work (killed before it could say that it was
done), so each must be idempotent. Knows nothing of what the jobs do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, TypeVar

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.logs import summarize_error
from core.models import JobRun

__all__ = ["Job", "Outcome", "UnknownJob", "due", "hasten", "job", "names", "run", "run_due"]

log = structlog.get_logger(__name__)

LEASE: Final = timedelta(minutes=10)
"""Longer than any job takes; how long a killed job waits before it runs again."""
FIRST_RETRY: Final = timedelta(minutes=1)
LONGEST_RETRY: Final = timedelta(hours=1)

Work = TypeVar("Work", bound=Callable[[], Any])


class Outcome(Enum):
    """How a run ended; BUSY when another worker had the job."""

    DONE = "gelukt"
    FAILED = "mislukt"
    BUSY = "bezig"


class UnknownJob(LookupError):
    """There is no job of this name."""


@dataclass(frozen=True)
class Job:
    """A piece of work, how often it is due and how long one run may take."""

    name: str
    every: timedelta
    lease: timedelta
    work: Callable[[], Any]
    apart: bool = False
    """Whether it waits for a server elsewhere or takes seconds: whoever runs jobs between other work runs it beside."""
    longest_retry: timedelta = LONGEST_RETRY
    """How long it waits at most after a failure: an hour, or less for work of which a part goes on failing."""

    def due_after_failure(self, failures: int) -> timedelta:
        """How long to wait after so many failures in a row: a minute, doubled each time, up to `longest_retry`."""
        return min(FIRST_RETRY * 2 ** min(failures - 1, 16), self.longest_retry)


_jobs: dict[str, Job] = {}


def job(
    name: str,
    *,
    every: timedelta,
    lease: timedelta = LEASE,
    apart: bool = False,
    longest_retry: timedelta = LONGEST_RETRY,
) -> Callable[[Work], Work]:
    """Declare a function as a job; `apart` when it waits for a server elsewhere, which may hang, or takes seconds.

    ImproperlyConfigured when the name is taken.
    """

    def declare(work: Work) -> Work:
        if name in _jobs:
            raise ImproperlyConfigured(f"jobs: de naam {name!r} is al in gebruik")
        _jobs[name] = Job(name, every, lease, work, apart, longest_retry)
        return work

    return declare


def names() -> tuple[str, ...]:
    """The names of all jobs, in order."""
    return tuple(sorted(_jobs))


def due(now: datetime | None = None, *, apart: bool | None = None) -> tuple[str, ...]:
    """The names of the jobs that are due, in order; only those (not) apart when asked. One query."""
    now = now or timezone.now()
    rows = dict(JobRun.objects.values_list("name", "next_due"))
    asked = [name for name in names() if apart is None or _jobs[name].apart is apart]
    return tuple(name for name in asked if name not in rows or rows[name] <= now)


def run_due(now: datetime | None = None, *, apart: bool | None = None) -> dict[str, Outcome]:
    """Run what is due, each at most once; one query when nothing is. `apart` as with `due`."""
    outcomes: dict[str, Outcome] = {}
    for name in due(now or timezone.now(), apart=apart):
        # A lease counts from when its own job begins: the one before may have taken an hour.
        begun = now or timezone.now()
        if (until := _claim(_jobs[name], begun, _free(begun).filter(next_due__lte=begun))) is not None:
            outcomes[name] = _work(_jobs[name], begun, until)
    return outcomes


def run(name: str, now: datetime | None = None) -> Outcome:
    """Run one job now, due or not. UnknownJob if there is none of this name."""
    if name not in _jobs:
        raise UnknownJob(name)
    now = now or timezone.now()
    until = _claim(_jobs[name], now, _free(now))
    return Outcome.BUSY if until is None else _work(_jobs[name], now, until)


def hasten(name: str, now: datetime | None = None) -> None:
    """Let a job be due now, in the caller's transaction. UnknownJob if there is none of this name."""
    if name not in _jobs:
        raise UnknownJob(name)
    now = now or timezone.now()
    JobRun.objects.filter(name=name, next_due__gt=now).update(next_due=now)


def _free(now: datetime) -> QuerySet[JobRun]:
    return JobRun.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))


def _claim(job: Job, now: datetime, rows: QuerySet[JobRun]) -> datetime | None:
    """Take the job if its row is still among `rows`: the end of our lease, or None when another has it."""
    if not JobRun.objects.filter(name=job.name).exists():
        JobRun.objects.bulk_create([JobRun(name=job.name, next_due=now)], ignore_conflicts=True)
    until = now + job.lease
    return until if rows.filter(name=job.name).update(claimed_until=until, last_started=now) else None


def _work(job: Job, now: datetime, until: datetime) -> Outcome:
    try:
        job.work()
    except Exception as error:  # noqa: BLE001 - a job fails in its own way; the row and the log say how
        _failed(job, now, until, error)
        return Outcome.FAILED
    except BaseException:  # the worker is being stopped: whoever comes next need not wait for the lease
        _release(job, until)
        raise
    _release(
        job,
        until,
        next_due=now + job.every,
        last_finished=max(now, timezone.now()),
        last_error="",
        failures=0,
    )
    return Outcome.DONE


def _failed(job: Job, now: datetime, until: datetime, error: Exception) -> None:
    failures = JobRun.objects.values_list("failures", flat=True).get(name=job.name) + 1
    _release(
        job,
        until,
        next_due=now + job.due_after_failure(failures),
        last_error=summarize_error(error)[:500],
        failures=failures,
    )
    log.error("job_failed", job=job.name, failures=failures, exc_info=error)


def _release(job: Job, until: datetime, **changes: Any) -> None:
    """Note how a run ended, unless its lease ran out and another worker has the job by now."""
    JobRun.objects.filter(name=job.name, claimed_until=until).update(claimed_until=None, **changes)
