"""Starts programs under guard.py and stops them again."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

GUARD = Path(__file__).with_name("guard.py")
# How much longer than its program the guard itself may take to go.
GUARD_MARGIN = 5

Stream = IO[bytes] | int | None
"""What subprocess takes for standard output and error."""


class GuardedProcess:
    """A program that ends with `stop()`, with this process, or by itself; never later."""

    def __init__(
        self,
        command: Sequence[str | os.PathLike[str]],
        *,
        grace: float,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdout: Stream = None,
        stderr: Stream = None,
        keep_open: Sequence[int] = (),
    ) -> None:
        """Start `command`; `keep_open` are descriptors that stay open as long as the guard lives."""
        self.grace = grace
        self.process = subprocess.Popen(
            # -I -S: the guard must not depend on the environment of what it guards, and be light
            [sys.executable, "-I", "-S", GUARD, str(grace), *(os.fspath(part) for part in command)],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            env=env,
            cwd=cwd,
            # a Ctrl-C in the terminal reaches the starter only, which stops all in its order
            start_new_session=True,
            pass_fds=keep_open,
        )

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self.process.poll()

    def lines(self) -> Iterator[str]:
        """What the program says, line by line until it ends; for one started with stdout=PIPE."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield line.decode(errors="replace").rstrip("\n")

    def signal(self, number: int) -> None:
        """Send the program itself a signal, past its guard; nothing happens when it isn't there any more."""
        for program in _children(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(program, number)

    def ask_to_stop(self) -> None:
        """Begin stopping without waiting: closing our end is what the guard waits for."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()

    def stop(self) -> int:
        """Stop the program with all it started, and return its exit code."""
        self.ask_to_stop()
        try:
            return self.process.wait(self.grace + GUARD_MARGIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def _children(parent: int) -> list[int]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in listing.splitlines())
    return [int(child) for child, of in pairs if int(of) == parent]
