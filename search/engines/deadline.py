"""Calls with a total deadline, and a breaker that spares visitors an engine that doesn't answer.

A socket's time-out counts per read: an engine that trickles a byte at a time holds a request for as long as it
likes. So the call runs in a thread, and at the deadline its connection is cut.
"""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import timedelta
from typing import Any, TypeVar

from opensearchpy import Urllib3HttpConnection
from urllib3.connection import HTTPConnection, HTTPSConnection

from search.engines.base import SearchUnavailable

T = TypeVar("T")

MAX_CALLS = 16
"""Calls under way in one process; a further one is answered by the database at once."""

BREAK = timedelta(seconds=5)
"""How long the engine is left alone after a failure: a restart takes about ten seconds, and this is soon enough."""

PATIENCE = 3
"""Late answers in a row before the engine is left alone. One comes late on a machine that is busy; and to answer all
questions of the next seconds from the database, which takes ten times as much of the processor, makes it busier."""

_current = threading.local()


class TooLate(SearchUnavailable):
    """No whole answer within the limit."""


class Call:
    """One call under way, and the connection that it holds."""

    def __init__(self) -> None:
        self.connection: HTTPConnection | None = None

    def cut(self) -> None:
        """Close the connection under the call: its thread ends at once."""
        sock = getattr(self.connection, "sock", None)
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed in the meantime, which is what we want


class _Known:
    """Tells the call of this thread which connection it uses."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        call = getattr(_current, "call", None)
        if call is not None:
            call.connection = self
        super().request(*args, **kwargs)  # type: ignore[misc]


class _KnownHTTPConnection(_Known, HTTPConnection):
    pass


class _KnownHTTPSConnection(_Known, HTTPSConnection):
    pass


class CuttableConnection(Urllib3HttpConnection):
    """opensearch-py's connection, with sockets that a call at its deadline can cut."""

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool.ConnectionCls = _KnownHTTPSConnection if self.use_ssl else _KnownHTTPConnection


class Deadline:
    """Runs functions with a total time limit, a bounded number at once."""

    def __init__(self, limit: timedelta) -> None:
        self._seconds = limit.total_seconds()
        self._free = threading.BoundedSemaphore(MAX_CALLS)
        self._threads = ThreadPoolExecutor(MAX_CALLS, thread_name_prefix="search")

    def run(self, function: Callable[[], T]) -> T:
        """The function's result, or its exception; TooLate when it takes longer than the limit, SearchUnavailable when
        too many are under way."""
        if not self._free.acquire(blocking=False):
            raise SearchUnavailable("too many calls under way")
        call = Call()
        future: Future[T] = self._threads.submit(self._within, call, function)
        try:
            return future.result(timeout=self._seconds)
        except FutureTimeout:
            call.cut()
            raise TooLate("deadline") from None

    def close(self) -> None:
        """Let the threads go; calls under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _within(self, call: Call, function: Callable[[], T]) -> T:
        _current.call = call
        try:
            return function()
        finally:
            _current.call = None
            self._free.release()


class Breaker:
    """Open for a while after a failure, or some late answers; then one call at a time tries whether the engine is
    back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open_until: float | None = None
        self._late = 0

    def allows(self) -> bool:
        """Whether a call may be tried now. Saying yes after a failure closes the door behind that call."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._clock() < self._open_until:
                return False
            self._open_until = self._clock() + BREAK.total_seconds()
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._open_until = None
            self._late = 0

    def failed(self, *, late: bool = False) -> None:
        """A call failed; one that only came too late counts as a failure when it is one of PATIENCE in a row."""
        with self._lock:
            self._late = self._late + 1 if late else PATIENCE
            if self._late >= PATIENCE:
                self._open_until = self._clock() + BREAK.total_seconds()
