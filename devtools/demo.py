"""`make demo`: data, engine, worker and site, started together and stopped together.

This process supervises. Each child runs under a guard (search/node/guard.py) that ends it when this
process is gone, whatever ended it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devtools.environment import ROOT, read_dotenv, tail, var_dir
from exchange.demo.accounts import DEMO_ACCOUNTS
from search.node import filelock, ports
from search.node.guarded import GuardedProcess
from search.node.local_http import ask

DEFAULT_PORT = 8000
# Enough for every other project of a developer that stands at 8000 and up.
PORTS_TO_TRY = 100
# The first request loads the whole site; on a busy machine that takes its time.
SITE_TIMEOUT = 90
POLL_SECONDS = 0.2
# gunicorn lets running requests end, the worker its batch; then they have to go.
GRACE = 6
# The node closes its indexes; its own guard allows it 12 s.
NODE_GRACE = 15
# A worker that can't start at all must not be started for ever.
WORKER_RESTARTS = 3


class DemoFailed(Exception):
    """The demo can't go on; the message is for the user."""


def main() -> int:
    # SIGINT too: a shell starts what runs in its background with Ctrl-C ignored, and Python leaves it so
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    # On a terminal that takes few letters the others are question marks, and no traceback.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    read_dotenv()
    demo = Demo(var_dir())
    try:
        make_folder(demo.var)
        with only_demo(demo.var):
            demo.start()
            demo.watch()
    except DemoFailed as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nDe demo stopt.")
        return 0
    finally:
        # a second Ctrl-C must not cut off the stopping; it takes seconds at most
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        demo.stop()
    return 0


@contextmanager
def only_demo(var: Path) -> Iterator[None]:
    """One demo at a time works on a data folder: database, index and ports belong together."""
    try:
        with filelock.locked(var / "demo.lock", timeout=0):
            yield
    except TimeoutError:
        raise DemoFailed(f"Er draait al een demo met de gegevens in {var}; stop die eerst.") from None


def make_folder(var: Path) -> None:
    """The folder for all data. Raises DemoFailed where there can't be one."""
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        (var / "demo.lock").touch()
    except OSError as error:
        raise DemoFailed(
            f"In de map {var} kan de demo niets bewaren ({error.strerror}). Kies een andere met VAR_DIR=..."
        ) from None


@dataclass
class Demo:
    """The running parts of one demo."""

    var: Path
    children: dict[str, GuardedProcess] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    url: str = ""
    worker_restarts: int = 0

    def start(self) -> None:
        """Start everything, in parallel where it can, and say where the site is."""
        port = choose_port(os.environ.get("PORT"))
        self.url = f"http://{ports.HOST}:{port}/"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
            "VAR_DIR": os.fspath(self.var),
            "BASE_URL": self.url.rstrip("/"),
            "ALLOWED_HOSTS": "",  # .env may have that of a real site; the demo is at this machine's own names
            "PYTHONUNBUFFERED": "1",
        }
        answer = self.start_node() if "OPENSEARCH_URL" not in os.environ else NodeAnswer.known()
        say("Gegevens klaarzetten; de eerste keer duurt dat een paar minuten")
        self.prepare()
        self.environment["OPENSEARCH_URL"] = answer.wait()
        self.start_worker()
        self.start_site(port)
        self.wait_for_site()
        say("\nInloggen kan met deze voorbeeldaccounts:")
        for account in DEMO_ACCOUNTS:
            say(f"  {account.email}  wachtwoord: {account.password}  ({account.role_label})")
        say(f"\nKlaar: {self.url}")

    def log(self, name: str) -> Path:
        return self.var / "log" / f"{name}.log"

    def spawn(self, name: str, command: list[str], *, tells: bool = False) -> GuardedProcess:
        """Start a child whose output goes to its own log file; of one that `tells`, only what it says of faults."""
        with self.log(name).open("wb") as log:
            output = subprocess.PIPE if tells else log
            child = GuardedProcess(command, grace=GRACE, env=self.environment, cwd=ROOT, stdout=output, stderr=log)
        self.children[name] = child
        return child

    def start_node(self) -> "NodeAnswer":
        command = [sys.executable, "-m", "search.node", "--data", os.fspath(self.var / "opensearch")]
        if port := os.environ.get("OPENSEARCH_PORT"):
            if not is_number(port):
                raise DemoFailed(f"OPENSEARCH_PORT={port} is geen poort; kies een getal, of laat OPENSEARCH_PORT weg.")
            command += ["--port", port]
        # what it says on standard error (fetching, with progress) is for the terminal
        node = GuardedProcess(command, grace=NODE_GRACE, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE)
        self.children["node"] = node
        return NodeAnswer.of(node)

    def prepare(self) -> None:
        # nothing is sent to an engine here: the worker does that
        self.environment["OPENSEARCH_URL"] = ""
        child = self.spawn("voorbereiden", [sys.executable, "-m", "devtools.prepare"], tells=True)
        for step in child.lines():
            say(f"  {step}")
        if child.process.wait():
            raise DemoFailed(f"Het klaarzetten van de gegevens mislukte:\n{tail(self.log('voorbereiden'))}")
        del self.children["voorbereiden"]

    def start_worker(self) -> None:
        self.spawn("worker", [sys.executable, "manage.py", "index_worker"])

    def start_site(self, port: int) -> None:
        # two processes for two cores; threads, since a request may wait for the engine
        command = [sys.executable, "-m", "gunicorn", "ks_site.wsgi:application"]
        command += ["--bind", f"{ports.HOST}:{port}", "--workers", "2", "--threads", "4"]
        command += ["--graceful-timeout", str(GRACE - 2), "--no-control-socket"]
        self.spawn("site", command)

    def wait_for_site(self) -> None:
        deadline = time.monotonic() + SITE_TIMEOUT
        while (answer := ask(self.url, timeout=30)) is None:
            self.check_children()
            if time.monotonic() > deadline:
                raise DemoFailed(f"De site antwoordt na {SITE_TIMEOUT} s nog niet; zie {self.log('site')}.")
            time.sleep(POLL_SECONDS)
        if answer.status != 200:
            raise DemoFailed(f"De site antwoordt met fout {answer.status}:\n{tail(self.log('site'))}")

    def watch(self) -> None:
        """Stay until someone stops the demo or the site can't go on."""
        # `make` that was killed with -9 takes us along; a shell that went away doesn't
        make = os.getppid() if "MAKELEVEL" in os.environ else None
        while make is None or os.getppid() == make:
            self.check_children()
            time.sleep(POLL_SECONDS)

    def check_children(self) -> None:
        """Say which child died; go on with what is left, if that is still a site."""
        for name, child in list(self.children.items()):
            code = child.poll()
            if code is None:
                continue
            del self.children[name]
            if name == "site":
                raise DemoFailed(f"De site is gestopt (code {code}):\n{tail(self.log('site'))}")
            if name == "worker":
                self.restart_worker(code)
            else:
                say("De OpenSearch-node is gestopt; de site zoekt nu zelf, in de database.")

    def restart_worker(self, code: int) -> None:
        self.worker_restarts += 1
        if self.worker_restarts > WORKER_RESTARTS:
            say(f"De index-worker blijft stoppen (code {code}); zie {self.log('worker')}.")
            return
        say(f"De index-worker is gestopt (code {code}) en begint opnieuw.")
        self.start_worker()

    def stop(self) -> None:
        """Stop all children at once and wait until they are gone."""
        for child in self.children.values():
            child.ask_to_stop()
        for child in self.children.values():
            child.stop()


@dataclass
class NodeAnswer:
    """What the node said when it came up, waited for in the background."""

    url: str = ""
    thread: threading.Thread | None = None

    @classmethod
    def known(cls) -> "NodeAnswer":
        """OPENSEARCH_URL was set: that engine, or the embedded one when it is empty."""
        url = os.environ["OPENSEARCH_URL"]
        say(f"Zoeken gaat via OpenSearch op {url}" if url else "Zoeken gaat via de ingebouwde zoekmachine")
        return cls(url)

    @classmethod
    def of(cls, node: GuardedProcess) -> "NodeAnswer":
        answer = cls()
        answer.thread = threading.Thread(target=answer._listen, args=(node,), daemon=True)
        answer.thread.start()
        return answer

    def wait(self) -> str:
        """The node's URL, or "" for the embedded engine."""
        if self.thread:
            self.thread.join()
        return self.url

    def _listen(self, node: GuardedProcess) -> None:
        said = json.loads(next(node.lines(), "{}"))
        self.url = said.get("url", "")
        if self.url:
            say(f"OpenSearch draait op {self.url}")
        else:
            reason = said.get("unavailable", "de node stopte onverwacht")
            say(f"Zoeken gaat via de ingebouwde zoekmachine, zonder OpenSearch: {reason}.")


def choose_port(asked: str | None) -> int:
    """The port of the site: the one in PORT, which must be free, else the first free one from 8000."""
    if asked:
        if not is_number(asked) or not 0 < int(asked) < 65536:
            raise DemoFailed(f"PORT={asked} is geen poort; kies een getal van 1024 tot en met 65535.")
        if not ports.is_free(int(asked)):
            raise DemoFailed(f"Poort {asked} is bezet; kies een andere met PORT=... of laat PORT weg.")
        return int(asked)
    port = ports.first_free(range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TO_TRY))
    if port is None:
        raise DemoFailed(f"Er is geen vrije poort vanaf {DEFAULT_PORT}; kies er een met PORT=...")
    return port


def is_number(text: str) -> bool:
    """Whether it is a number as ports are written: ² and ٨ are digits too."""
    return text.isascii() and text.isdecimal()


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
