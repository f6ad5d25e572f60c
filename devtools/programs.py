"""Programs that run beside each other and end together."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import IO, Self

from search.node.guarded import GuardedProcess

__all__ = ["Ended", "Programs"]

GRACE = 12
"""Seconds to say what failed so far: xdist waits ten for its workers."""


class Ended(Exception):
    """All was ended; nothing starts any more."""


class Programs:
    """What runs now. At the end of a `with` nothing of it runs any more, however that ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: list[GuardedProcess] = []
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def run(
        self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], said: IO[str] | None, niceness: int
    ) -> int:
        """Run a program to its end and return its exit code. It writes to `said`, or where we write.

        The nicer, the more it lets others go first. Raises Ended after `end()`.
        """
        with self._lock:
            if self._ended:
                raise Ended
            program = GuardedProcess(command, grace=GRACE, cwd=cwd, env=env, stdout=said, stderr=said)  # type: ignore[arg-type]  # of a text file only the number counts
            os.setpriority(os.PRIO_PROCESS, program.process.pid, os.getpriority(os.PRIO_PROCESS, 0) + niceness)
            self._running.append(program)
        code = program.process.wait()
        with self._lock:
            self._running.remove(program)
        return code

    def end(self) -> None:
        """Interrupt all, as Ctrl-C does, and stop what goes on."""
        with self._lock:
            self._ended = True
            running = list(self._running)
        for program in running:
            program.signal(signal.SIGINT)
        for program in running:
            try:
                program.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                program.stop()
