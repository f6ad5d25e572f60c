"""How gunicorn is set up, in a gunicorn of its own."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from gunicorn.http.message import MAX_REQUEST_LINE

from ks_site.serving import answer
from ks_site.unread import TOO_LONG, UNREADABLE
from ks_site.wsgi import application
from tests.processes import eventually

ROOT = Path(__file__).parents[2]


_first: list[str] = []


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """An application that says what it was asked, how long the question was, and what its process was asked first."""
    _first.append(environ["REQUEST_METHOD"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-First", _first[0])])
    return [f"{environ['PATH_INFO']} {len(environ['QUERY_STRING'])}".encode()]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The socket of a gunicorn that was started as the demo and the container start it: in the project's folder.

    One for all tests: it reads the whole site before it listens.
    """
    path = tmp_path_factory.mktemp("gunicorn") / "s"
    command = [sys.executable, "-m", "gunicorn", f"{__name__}:echo", "--bind", f"unix:{path}", "--no-control-socket"]
    with path.with_name("log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, stderr=log)
    try:
        assert eventually(lambda: answers(path), seconds=90)
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
    said = ask(address, "a" * 8_000)
    assert said.split()[1] == "200"
    assert said.endswith("/zoeken/ 8002")


def test_a_process_has_answered_before_its_first_visitor(address: str) -> None:
    assert "X-First: HEAD\r\n" in ask(address, "a")


@pytest.mark.parametrize("length", [MAX_REQUEST_LINE, 500_000])
def test_a_longer_one_is_answered_by_the_site(address: str, length: int) -> None:
    assert ask(address, "a" * length).endswith(f"{TOO_LONG} 0")


@pytest.mark.parametrize(
    "nonsense",
    [
        "onzin",
        "GET /zoeken/?q=\u00b2 HTTP/1.1",
        "GET / HTTP/9.9",
        "GET / HTTP/1.1\r\nHost : x",
        "GET / HTTP/1.1\r\n: x",
    ],
)
def test_nonsense_is_answered_by_the_site_and_stands_in_no_log(nonsense: str, address: str) -> None:
    log = Path(address).with_name("log")
    before = len(log.read_text(encoding="utf-8"))
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(address)
        client.sendall(nonsense.encode("latin-1") + b"\r\n\r\n")
        said = b"".join(iter(lambda: client.recv(65_536), b"")).decode()
    assert said.endswith(f"{UNREADABLE} 0")
    logged = log.read_text(encoding="utf-8")[before:]
    assert "can't be read" in logged
    assert "ip=" not in logged and nonsense.split("\r")[0] not in logged


@pytest.mark.parametrize(
    ("asked", "status", "heading"),
    [(TOO_LONG, 414, "Dit adres is te lang"), (UNREADABLE, 400, "Deze vraag begrijpen we niet")],
)
def test_such_an_answer_is_a_page_of_ours_with_all_headers(
    asked: str, status: int, heading: str, settings: Any, db: None
) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://praktijk.example", ["praktijk.example"]
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    head, _, body = answer(application, asked).decode().partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert f"{heading}</h1>" in body
    for header in ("Content-Security-Policy:", "X-Content-Type-Options: nosniff", "Connection: close", "no-store"):
        assert header in head


def test_that_page_can_be_asked_for_as_well(client: Client) -> None:
    assert client.get(TOO_LONG).status_code == 414


def test_the_container_has_the_same_set_up() -> None:
    assert "!gunicorn.conf.py" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
