"""Tests of devtools.demo: ports, refusals, and a whole demo that starts and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import IO

import pytest

from devtools.demo import Demo, DemoFailed, choose_port, make_folder, only_demo
from search.node import ports
from search.node.guarded import GuardedProcess
from tests.kept_demo import KeptDemo
from tests.processes import descendants, eventually, gone

ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = ("coalitie@", "coalitielid@", "professional@", "redactie@", "beheer@")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server((ports.HOST, 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_a_clear_message(taken: int) -> None:
    with pytest.raises(DemoFailed, match=f"Poort {taken} is bezet; kies een andere met PORT="):
        choose_port(str(taken))


@pytest.mark.parametrize("port", ["acht", "0", "-1", "65536", "80.5", "²", "٨٠٠٠"])
def test_what_is_no_port_is_a_clear_message(port: str) -> None:
    with pytest.raises(DemoFailed, match="is geen poort"):
        choose_port(port)


def test_without_a_wish_it_is_the_next_free_port(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devtools.demo.DEFAULT_PORT", taken)
    assert choose_port(None) > taken


def test_a_folder_that_can_not_be_made_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(DemoFailed, match="kan de demo niets bewaren .*Kies een andere met VAR_DIR="):
        make_folder(tmp_path / "bestand" / "var")


def test_a_second_demo_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with only_demo(tmp_path), pytest.raises(DemoFailed, match="Er draait al een demo"), only_demo(tmp_path):
        pass


def test_a_site_that_dies_ends_the_demo_with_what_it_said(tmp_path: Path) -> None:
    demo = Demo(tmp_path)
    (tmp_path / "log").mkdir()
    child = demo.spawn("site", [sys.executable, "-c", "print('kapotte instelling'); raise SystemExit(3)"])
    child.process.wait(10)
    with pytest.raises(DemoFailed, match=r"(?s)gestopt \(code 3\).*kapotte instelling"):
        demo.check_children()


def test_a_node_that_dies_is_said_and_the_site_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo = Demo(tmp_path, children={"node": GuardedProcess([sys.executable, "-c", ""], grace=1)})
    demo.children["node"].process.wait(10)
    demo.check_children()
    assert "De OpenSearch-node is gestopt" in capsys.readouterr().out
    assert demo.children == {}


class Refusing(BaseHTTPRequestHandler):
    """Answers every question as Django does at an address that it doesn't know."""

    def do_GET(self) -> None:
        self.send_error(400)

    def log_message(self, *args: object) -> None:
        pass


def test_a_site_that_refuses_its_own_address_is_not_ready(tmp_path: Path) -> None:
    with HTTPServer((ports.HOST, 0), Refusing) as server:
        threading.Thread(target=server.handle_request).start()
        with pytest.raises(DemoFailed, match="antwoordt met fout 400"):
            Demo(tmp_path, url=f"http://{ports.HOST}:{server.server_port}/").wait_for_site()


@contextmanager
def running_demo(
    var: Path, prepare: Callable[[], object] | None = None, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A whole demo on a folder of its own: its process and all that it said up to "Klaar"."""
    mine = ("DATABASE_URL", "OPENSEARCH_URL", "OPENSEARCH_PORT", "PORT", "MAKELEVEL", "DJANGO_SETTINGS_MODULE")
    clean = {name: value for name, value in os.environ.items() if name not in mine}
    demo = subprocess.Popen(
        [sys.executable, "-m", "devtools.demo"],
        cwd=ROOT,
        env={**clean, "VAR_DIR": str(var), **environment},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=prepare,
    )
    try:
        assert demo.stdout is not None
        yield demo, said_until("Klaar: ", demo.stdout)
    finally:
        demo.terminate()
        demo.wait(30)


def said_until(text: str, stream: IO[str]) -> str:
    """Everything up to the line with this text, which has to come."""
    said = ""
    for line in stream:
        said += line
        if text in line:
            return said
    pytest.fail(f"{text!r} kwam niet:\n{said}")


def address(said: str) -> str:
    """The address in the last line."""
    found = re.fullmatch(r"Klaar: (http://127\.0\.0\.1:\d+/)", said.splitlines()[-1])
    assert found, said
    return found[1]


def in_the_background() -> None:
    """As a shell starts what stands before an `&`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture
def prepared(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a demo was prepared before: to do that again changes nothing, and takes a moment."""
    KeptDemo.of_run(tmp_path_factory).put(tmp_path)
    return tmp_path


def test_a_demo_comes_up_and_ctrl_c_leaves_nothing(prepared: Path) -> None:
    real_site = {"ALLOWED_HOSTS": "www.example.org"}  # as .env says it for compose.yaml
    few_letters = {"PYTHONIOENCODING": "ascii"}  # as in a terminal that has no ö
    with running_demo(prepared, in_the_background, OPENSEARCH_URL="", **real_site, **few_letters) as (demo, said):
        assert "  1 van 3: de tabellen van de database" in said
        assert all(re.search(rf"{account}voorbeeld\.test  wachtwoord: \S+", said) for account in ACCOUNTS)
        assert "ingebouwde zoekmachine" in said
        with urllib.request.urlopen(address(said), timeout=30) as answer:
            assert answer.status == 200
        children = descendants(demo.pid)
        worker = next(
            pid for pid, command in children.items() if "manage.py index_worker" in command and "guard" not in command
        )
        os.kill(worker, signal.SIGKILL)
        assert demo.stdout is not None
        said_until("De index-worker is gestopt (code 137) en begint opnieuw.", demo.stdout)
        children |= descendants(demo.pid)
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
    assert all(gone(pid) for pid in children)


@pytest.mark.opensearch
def test_a_demo_with_its_own_node_leaves_nothing_when_it_is_killed(prepared: Path) -> None:
    with running_demo(prepared) as (demo, said):
        assert "OpenSearch draait op http://127.0.0.1:" in said
        children = descendants(demo.pid)
        assert any("OpenSearchRunner" in command for command in children.values())
        demo.kill()
    assert eventually(lambda: all(gone(pid) for pid in children), seconds=30)
