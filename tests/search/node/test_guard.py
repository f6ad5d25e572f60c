"""Tests of search.node.guard and guarded: no program outlives its starter."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search.node.guarded import GuardedProcess
from tests.processes import eventually, gone

# Prints its process id and waits; with "stubborn" it ignores SIGTERM.
WAITING = """
import os, signal, sys, threading
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(os.getpid(), flush=True)
threading.Event().wait()
"""
# Starts another program in the background, prints that one's id, and waits.
PARENT = f"""
import subprocess, sys, threading
subprocess.Popen([sys.executable, "-c", {WAITING!r}])
threading.Event().wait()
"""
# Starts a guarded program and waits to be killed.
STARTER = f"""
import subprocess, sys, threading
from search.node.guarded import GuardedProcess
program = GuardedProcess([sys.executable, "-c", {WAITING!r}, *sys.argv[1:]], grace=1)
threading.Event().wait()
"""


def start(code: str, *arguments: str, grace: float = 1) -> tuple[GuardedProcess, int]:
    """Start a guarded Python program and return it with the process id that it prints."""
    program = GuardedProcess([sys.executable, "-c", code, *arguments], grace=grace, stdout=subprocess.PIPE)
    return program, int(next(program.lines()))


def test_a_program_stops_when_asked() -> None:
    program, pid = start(WAITING)
    assert program.poll() is None
    program.stop()
    assert gone(pid)


def test_a_program_that_ignores_the_request_is_killed_after_the_grace() -> None:
    program, pid = start(WAITING, "stubborn", grace=0.3)
    program.stop()
    assert gone(pid)


def test_a_signal_reaches_the_program_itself() -> None:
    program, pid = start(WAITING, "stubborn")
    program.signal(signal.SIGKILL)
    assert program.process.wait() == 128 + signal.SIGKILL
    assert gone(pid)
    program.signal(signal.SIGKILL)  # of one that is gone already nothing comes


def test_what_the_program_started_goes_with_it() -> None:
    program, grandchild = start(PARENT)
    program.stop()
    assert eventually(lambda: gone(grandchild))


def test_stopping_twice_is_harmless() -> None:
    program, _ = start(WAITING)
    program.stop()
    program.stop()


def test_the_exit_code_of_the_program_is_that_of_the_guard() -> None:
    program = GuardedProcess([sys.executable, "-c", "raise SystemExit(7)"], grace=1)
    assert program.process.wait(10) == 7


@pytest.mark.parametrize("arguments", [[], ["stubborn"]], ids=["willing", "stubborn"])
def test_a_program_goes_when_its_starter_is_killed(arguments: list[str]) -> None:
    command = [sys.executable, "-c", STARTER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.kill()
        assert eventually(lambda: gone(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux meldt de dood van een ouder")
def test_a_program_goes_when_its_guard_is_killed() -> None:
    program, pid = start(WAITING)
    program.process.send_signal(signal.SIGKILL)
    assert eventually(lambda: gone(pid))
