"""A lock between processes, held by the operating system, so that it never outlives its holder."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# How often a waiting process looks again: short enough not to be noticed.
POLL_SECONDS = 0.1


def acquire(path: Path, *, timeout: float, on_wait: Callable[[], None] | None = None) -> int:
    """Lock `path` and return its open file descriptor; closing that (or dying) gives the lock back.

    `on_wait` is called once when another process holds the lock. Raises TimeoutError after
    `timeout` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    deadline = time.monotonic() + timeout
    waiting = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waiting and on_wait:
                on_wait()
            waiting = True
            if time.monotonic() >= deadline:
                os.close(descriptor)
                raise TimeoutError(str(path)) from None
            time.sleep(POLL_SECONDS)
        else:
            return descriptor


@contextmanager
def locked(path: Path, *, timeout: float, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock on `path` for the length of the block."""
    descriptor = acquire(path, timeout=timeout, on_wait=on_wait)
    try:
        yield
    finally:
        os.close(descriptor)
