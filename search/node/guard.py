"""Runs one program that must not outlive whoever started it.

    python guard.py GRACE_SECONDS PROGRAM [ARGUMENT ...]

The starter holds the other end of this process's standard input. When it closes, also because the
starter was killed with -9, the program and all that it started is stopped: SIGTERM, and SIGKILL
after the grace. Works on Linux and macOS alike. Standard library only; imports nothing of ours.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from types import FrameType

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that Linux sends a process when its parent dies."""


class Guard:
    """One guarded program: its process group and the way to end it."""

    def __init__(self, command: list[str], grace: float) -> None:
        self.grace = grace
        self.stopping = False
        self.child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_before_exec
        )

    def run(self) -> int:
        """Wait for the program and return its exit code; nothing of its group is left then."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        threading.Thread(target=self._stop_when_orphaned, daemon=True).start()
        code = self.child.wait()
        self._signal_group(signal.SIGKILL)
        return code if code >= 0 else 128 - code

    def stop(self) -> None:
        if self.stopping:
            return
        self.stopping = True
        self._signal_group(signal.SIGTERM)
        timer = threading.Timer(self.grace, self._signal_group, (signal.SIGKILL,))
        timer.daemon = True
        timer.start()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def _stop_when_orphaned(self) -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        self.stop()

    def _signal_group(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, number)


def _before_exec() -> None:
    """On Linux the program also goes when this guard itself is killed with -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(Guard(sys.argv[2:], float(sys.argv[1])).run())
