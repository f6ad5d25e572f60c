"""Tests of devtools.postgres: a real server that leaves nothing behind."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from search.node.guarded import GuardedProcess
from tests.processes import descendants, eventually, gone

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder that the server's own user can reach, with a path that leaves room for a socket's name."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        yield Path(folder)


@pytest.mark.postgres
@pytest.mark.parametrize("killed", [False, True], ids=["stopped", "starter killed"])
def test_a_server_answers_and_goes_with_whoever_started_it(short_path: Path, killed: bool) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "devtools.postgres", str(short_path / "d")]
    server = GuardedProcess(command, grace=15, cwd=ROOT, stdout=subprocess.PIPE)
    with psycopg.connect(next(server.lines())) as connection:
        answer = connection.execute("SELECT current_setting('server_version_num')::int, pg_backend_pid()").fetchone()
    assert answer is not None and answer[0] >= 180000
    processes = list(descendants(server.process.pid))
    if killed:
        server.process.send_signal(signal.SIGKILL)
    else:
        server.stop()
    assert eventually(lambda: all(gone(pid) for pid in processes), seconds=20)
    assert eventually(lambda: not (short_path / "d" / "postmaster.pid").exists(), seconds=20)
