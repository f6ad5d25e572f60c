"""What the tests of the tooling see of other processes."""

import subprocess
import time
from collections.abc import Callable

import pytest


def _ps(*arguments: str) -> list[list[str]]:
    try:
        listing = subprocess.run(["ps", *arguments], capture_output=True, text=True).stdout
    except FileNotFoundError:
        pytest.skip("geen ps op deze computer")
    return [line.split(None, 2) for line in listing.splitlines()]


def gone(pid: int) -> bool:
    """Whether the process ended; a zombie that nobody collects has ended too."""
    return all(state[0].startswith("Z") for state in _ps("-o", "stat=", "-p", str(pid)))


def descendants(pid: int) -> dict[int, str]:
    """All processes that this one started, and what those started: their ids and command lines."""
    listing = [(int(row[0]), int(row[1]), row[2]) for row in _ps("-ww", "-eo", "pid=,ppid=,args=") if len(row) == 3]
    found: dict[int, str] = {}
    parents = {pid}
    while parents:
        children = {child: command for child, parent, command in listing if parent in parents}
        found |= children
        parents = set(children)
    return found


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait for something that another process does; whether it happened in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
