"""How gunicorn is set up, in a gunicorn of its own."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gunicorn.http.message import MAX_REQUEST_LINE

from tests.processes import eventually

ROOT = Path(__file__).parents[2]


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """An application that says how long the question was."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(environ["QUERY_STRING"])).encode()]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The socket of a gunicorn that was started as the demo and the container start it: in the project's folder."""
    path = tmp_path / "s"
    command = [sys.executable, "-m", "gunicorn", f"{__name__}:echo", "--bind", f"unix:{path}", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: answers(path), seconds=30)
        yield str(path)
    finally:
        process.terminate()
        process.wait()


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def ask(address: str, query: str) -> str:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(address)
        client.sendall(f"GET /zoeken/?q={query} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        return b"".join(iter(lambda: client.recv(65536), b"")).decode()


def test_a_question_of_8_kb_reaches_the_site(address: str) -> None:
    answer = ask(address, "a" * 8_000)
    assert answer.split()[1] == "200"
    assert answer.endswith("8002")


def test_a_longer_one_is_refused(address: str) -> None:
    assert ask(address, "a" * MAX_REQUEST_LINE).split()[1] == "414"


def test_the_container_has_the_same_set_up() -> None:
    assert "!gunicorn.conf.py" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
