"""Two people at the same moment, each in a connection of their own: for tests on PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, transaction

from tests.processes import eventually

__all__ = ["at_once", "closing", "outcome"]

WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def at_once(first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
    """`first` has done its work and not committed when `second` begins; what came of both, errors too."""
    done, may_commit = threading.Event(), threading.Event()

    def begin() -> object:
        with transaction.atomic():
            result = first()
            done.set()
            may_commit.wait(30)
            return result

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(closing, begin)
        assert done.wait(30), one.exception(0)
        other = pool.submit(closing, second)
        assert eventually(somebody_waits), "the second one takes no lock that the first one has"
        may_commit.set()
        return outcome(one), outcome(other)


def closing(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def outcome(future: Future[object]) -> object:
    return future.exception(30) or future.result()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return bool(cursor.fetchone()[0])
