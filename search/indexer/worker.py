"""The process beside the web process: builds what is due, brings it to the engine, runs the clock's jobs.

What may take long runs beside the loop, in a thread and a connection of its own: a rebuild, and the jobs that go
through all documents or wait for a server elsewhere. None of these may hold up a publication.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from core import jobs
from search.engines import index
from search.indexer import push
from search.indexer.build import build_due
from search.indexer.due import waits
from search.indexer.rebuild import RebuildRunning, rebuild

logger = structlog.get_logger(__name__)

POLL = 0.02
"""Seconds between two looks. A look is two statements of a hundredth of a millisecond each, on a connection that stays:
fifty a second cost less than one connection does."""

BUILD_PER_ROUND = 100
"""Rows built before the engine gets its turn: a renamed theme must not hold up a publication."""

ENGINE_PAUSE = timedelta(seconds=1)
"""How long an engine that is away is left alone."""

LOOK_EVERY = timedelta(seconds=10)
"""How often the worker looks whether the index is still its own, with nothing to send too: an engine that came back
empty, or a database that was restored, would otherwise show only at the next publication."""

LOOK_AGAIN = timedelta(seconds=1)
"""How soon it looks again when that isn't so: for as long as a rebuild takes, beside a node that is being filled."""

CLOCK_EVERY = timedelta(seconds=1)
"""How often the worker looks which jobs are due, and takes a new connection: a database that was restarted, or stands
elsewhere by now, is noticed."""

LAST_WORD = 4
"""Seconds that a thread gets to end when the worker is told to stop; devtools.demo gives it six, Docker ten."""


@dataclass(frozen=True)
class Look:
    """What the worker saw of the engine: whether an index serves, and whether that belongs to this database and this
    code. It goes by that `until` then."""

    serves: bool
    fits: bool
    until: datetime


class Worker:
    """One round after another until it is told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._looked: Look | None = None
        self._engine_rest_until: datetime | None = None
        self._clock_at: datetime | None = None
        self._beside: dict[str, threading.Thread] = {}

    def run(self) -> None:
        """Work until `stopping` is set; a locked or restarted database is waited for."""
        while not self.stopping.is_set():
            try:
                busy = self.round()
            except OperationalError as error:
                logger.warning("worker.database_failed", code=_code(error))
                connection.close()
                busy = False
            if not busy:
                self.stopping.wait(POLL)
        deadline = time.monotonic() + LAST_WORD
        for thread in self._beside.values():
            thread.join(timeout=max(0, deadline - time.monotonic()))

    def round(self) -> bool:
        """One look at everything; True when there may be more to do at once."""
        self._look_at_the_clock()
        built = waits("build") and build_due(limit=BUILD_PER_ROUND)
        return bool(built) | self._serve_engine()

    def once(self) -> bool:
        """Everything that is due now, then stop; False when the engine couldn't be reached."""
        jobs.run_due(apart=False)
        build_due()
        reached = self._engine_has_all()
        jobs.run_due(apart=True)  # after the others: these may have to wait
        build_due()  # what the sweep among them found
        return reached and self._engine_has_all()

    def _engine_has_all(self) -> bool:
        if not settings.OPENSEARCH_URL:
            return True
        try:
            if not _look().fits:
                rebuild(progress=_silent)
            while push.push_due():
                pass
        except RebuildRunning:
            # It brings what is due by itself, and compares once more after its swap.
            logger.info("worker.rebuild_elsewhere")
        except (index.UNREACHABLE, index.IndexMissing) as error:
            logger.warning("worker.engine_away", error=type(error).__name__)
            return False
        return True

    def _look_at_the_clock(self) -> None:
        now = timezone.now()
        if self._clock_at is None or now >= self._clock_at:
            close_old_connections()
            jobs.run_due(apart=False)
            if jobs.due(apart=True):
                self._start("jobs", _jobs_in_thread)
            self._clock_at = now + CLOCK_EVERY

    def _serve_engine(self) -> bool:
        if not settings.OPENSEARCH_URL or self._resting():
            return False
        try:
            # The index that serves, however old, still gets every change.
            return self._engine_serves() and push.due() and push.push_due() > 0
        except index.IndexMissing:
            logger.warning("worker.index_missing")
            self._looked = None
            return True
        except index.UNREACHABLE as error:
            logger.warning("worker.engine_away", error=type(error).__name__)
            self._looked = None
            self._engine_rest_until = timezone.now() + ENGINE_PAUSE
            return False

    def _resting(self) -> bool:
        return self._engine_rest_until is not None and timezone.now() < self._engine_rest_until

    def _engine_serves(self) -> bool:
        """Whether an index serves, by the last look; a new look that finds none of its own begins one."""
        look = self._looked
        if look is None or timezone.now() >= look.until:
            self._looked = look = _look()
            if not look.fits:
                self._start("rebuild", self._rebuild)
        return look.serves

    def _rebuild(self) -> None:
        """In a thread: make the index anew, after which the loop looks at once."""
        started = time.monotonic()
        logger.info("worker.rebuild_starts")
        try:
            report = rebuild(progress=_silent)
        except RebuildRunning:
            logger.info("worker.rebuild_elsewhere")
        except (index.UNREACHABLE, index.IndexMissing, OperationalError) as error:
            logger.warning("worker.rebuild_failed", error=type(error).__name__)
        else:
            logger.info("worker.rebuilt", documents=report.documents, seconds=round(time.monotonic() - started, 1))
            self._looked = None
        finally:
            connection.close()

    def _start(self, name: str, work: Callable[[], None]) -> None:
        """Let work be done beside the loop, unless the last time isn't over yet."""
        running = self._beside.get(name)
        if running is None or not running.is_alive():
            self._beside[name] = threading.Thread(target=work, name=name, daemon=True)
            self._beside[name].start()


def _look() -> Look:
    name = index.serving()
    fits = name is not None and index.fits(name)
    return Look(name is not None, fits, timezone.now() + (LOOK_EVERY if fits else LOOK_AGAIN))


def _jobs_in_thread() -> None:
    try:
        jobs.run_due(apart=True)
    except OperationalError as error:
        logger.warning("worker.database_failed", code=_code(error))
    finally:
        connection.close()


def _code(error: OperationalError) -> str:
    """What is the matter, as PostgreSQL or SQLite calls it: busy, gone, too much for it."""
    cause = error.__cause__
    return str(getattr(cause, "sqlstate", "") or getattr(cause, "sqlite_errorname", ""))


def _silent(what: str, done: int, total: int) -> None:
    """The worker shows no progress bar."""
