"""Tests of devtools.postgres: a real server that leaves nothing behind."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from search.node.guarded import GuardedProcess
from tests.processes import descendants, eventually, gone

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.postgres
@pytest.mark.parametrize("killed", [False, True], ids=["stopped", "starter killed"])
def test_a_server_answers_and_goes_with_whoever_started_it(
    tmp_path_factory: pytest.TempPathFactory, killed: bool
) -> None:
    folder = tmp_path_factory.mktemp("pg")  # short: the path of its socket may have 100 characters
    command = [sys.executable, "-W", "ignore", "-m", "devtools.postgres", str(folder / "d")]
    server = GuardedProcess(command, grace=15, cwd=ROOT, stdout=subprocess.PIPE)
    with psycopg.connect(next(server.lines())) as connection:
        answer = connection.execute("SELECT current_setting('server_version_num')::int, pg_backend_pid()").fetchone()
    assert answer is not None and answer[0] >= 180000
    processes = [pid for pid in descendants(server.process.pid)]
    if killed:
        server.process.send_signal(signal.SIGKILL)
    else:
        server.stop()
    assert eventually(lambda: all(gone(pid) for pid in processes), seconds=20)
    assert eventually(lambda: not (folder / "d" / "postmaster.pid").exists(), seconds=20)
