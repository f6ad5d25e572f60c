"""Tests of search.node.filelock."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from search.node.filelock import acquire, locked

HOLD = (
    "import sys; from search.node.filelock import acquire; acquire(__import__('pathlib').Path(sys.argv[1]), timeout=0)"
)
WAIT_FOREVER = "; print('held', flush=True); import threading; threading.Event().wait()"


def test_a_second_taker_gets_a_timeout(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", timeout=0), pytest.raises(TimeoutError):
        acquire(tmp_path / "lock", timeout=0.2)


def test_a_waiting_taker_is_told_once_and_gets_it_when_it_is_given_back(tmp_path: Path) -> None:
    told: list[str] = []
    holder = acquire(tmp_path / "lock", timeout=0)
    waited = threading.Event()

    def on_wait() -> None:
        told.append("waiting")
        waited.set()

    def take() -> None:
        os.close(acquire(tmp_path / "lock", timeout=10, on_wait=on_wait))

    thread = threading.Thread(target=take)
    thread.start()
    assert waited.wait(10)
    os.close(holder)
    thread.join(10)
    assert not thread.is_alive()
    assert told == ["waiting"]


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD + WAIT_FOREVER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(TimeoutError):
            acquire(tmp_path / "lock", timeout=0)
        holder.kill()
    with locked(tmp_path / "lock", timeout=0):
        pass
