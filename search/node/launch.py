"""Starts the local OpenSearch node, waits until it answers and stops it.

Needs neither Java nor Docker on the machine. Every reason why it can't run is a NodeUnavailable
with a sentence for the user; the caller then goes on with the embedded engine.
"""

import json
import os
import random
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from search.node import filelock, java, ports
from search.node.errors import NodeUnavailable
from search.node.fetch import ensure_jars
from search.node.guarded import GuardedProcess
from search.node.local_http import ask
from search.node.lockfile import node_jars, read_jars
from search.node.paths import CONFIG_DIR
from search.node.progress import show_progress

__all__ = ["LocalNode", "NodeUnavailable"]

MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner"
# The runner lets HTTP answer at most here; it moves to the next port when one is taken.
FIRST_PORT, LAST_PORT = 9201, 9299
# 400 MB are used with a few thousand documents; a fixed heap avoids growing pains at the start.
HEAP = "512m"
# 8 s on a quiet machine, 17 s measured on a busy one; a cold disk and two runs at once on top.
START_TIMEOUT = 120
# A node closes its indexes within 2 s; the runner itself waits at most 10 s.
STOP_GRACE = 12
# An old node of a killed parent still has to go before its folder is free.
DATA_LOCK_TIMEOUT = STOP_GRACE + 8
# Another node may take the port between our look and the start: then the next one.
PORT_ATTEMPTS = 4
POLL_SECONDS = 0.1
LOG_TAIL_LINES = 15


class _PortTaken(Exception):
    """The node came up on another port than the one that was free a moment ago."""


def _silent(message: str) -> None:
    """The default for callers that have nobody to tell."""


class LocalNode:
    """One OpenSearch node on 127.0.0.1, as a context manager; `url` is where it answers.

    port: where HTTP must answer (at most 9299), else a free one is taken.
    data: folder of the node, kept between starts; else a temporary one that goes with the node.
    thorough: compile as a node in production does, for who measures; else quickly, for a demo or a test run.
    announce: takes one Dutch line for each thing worth saying.
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        data: Path | None = None,
        thorough: bool = False,
        announce: Callable[[str], None] = _silent,
    ) -> None:
        self._asked_port = port
        self._data = data.resolve() if data else None
        self._thorough = thorough
        self._announce = announce
        self._process: GuardedProcess | None = None
        self._temporary: Path | None = None
        self._data_lock: int | None = None
        self.data_lock_timeout: float = DATA_LOCK_TIMEOUT
        self.port = 0

    @property
    def url(self) -> str:
        """Where the node answers, without a slash at the end."""
        return f"http://{ports.HOST}:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> str:
        """Start the node, wait until it answers and return its URL."""
        java.java_home()
        jars = read_jars()
        with show_progress("OpenSearch ophalen") as progress:
            folder = ensure_jars(announce=self._announce, progress=progress)
        shim = java.ensure_shim(jars, folder)
        class_path = os.pathsep.join([os.fspath(shim), *(os.fspath(folder / jar.filename) for jar in node_jars(jars))])
        try:
            base = self._prepare_folder()
            self._start_on_a_free_port(base, class_path)
        except BaseException:
            # Ctrl-C while waiting, too: nothing may stay behind
            self.stop()
            raise
        return self.url

    def alive(self) -> bool:
        """Whether the node's process still runs (which doesn't say that it answers)."""
        return self._process is not None and self._process.poll() is None

    def signal(self, number: int) -> None:
        """Send the node a signal, as a drill does: it is killed, or stands still until SIGCONT."""
        if self._process:
            self._process.signal(number)

    def stop(self) -> None:
        """Stop the node; safe to call twice. It can be started again, with its data if kept."""
        if self._process:
            self._process.stop()
            self._process = None
        if self._data_lock is not None:
            os.close(self._data_lock)
            self._data_lock = None
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None

    def _prepare_folder(self) -> Path:
        """The node's folder, locked against a second node, with our configuration in it."""
        if self._data is None:
            self._temporary = Path(tempfile.mkdtemp(prefix="opensearch-"))
        base = self._data or self._temporary
        assert base is not None
        try:
            self._data_lock = filelock.acquire(base / "lock", timeout=self.data_lock_timeout)
            config = base / "node_1" / "config"
            config.mkdir(parents=True, exist_ok=True)
            for file in CONFIG_DIR.iterdir():
                shutil.copyfile(file, config / file.name)
        except TimeoutError:
            raise NodeUnavailable(f"in de map {base} draait al een andere node") from None
        except OSError as error:
            raise NodeUnavailable(f"de map {base} is niet bruikbaar ({error})") from error
        return base

    def _start_on_a_free_port(self, base: Path, class_path: str) -> None:
        for _ in range(PORT_ATTEMPTS):
            self.port = choose_port(self._asked_port, before=self.port)
            # The name tells our node from another one that answers on the same port.
            name = f"kansrijke-start-{secrets.token_hex(4)}"
            with (base / "console.log").open("wb") as log:
                self._process = GuardedProcess(
                    _command(base, self.port, name, thorough=self._thorough),
                    grace=STOP_GRACE,
                    # not as an argument: ten thousand characters would hide the node in every `ps`
                    env={**os.environ, "CLASSPATH": class_path},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    keep_open=[self._data_lock] if self._data_lock is not None else [],
                )
            try:
                self._wait_until_it_answers(name, base / "console.log")
            except _PortTaken:
                self._process.stop()
            else:
                return
        raise NodeUnavailable("andere programma's pakken telkens de poort van de node af")

    def _wait_until_it_answers(self, name: str, log: Path) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                # the runner swallows its exceptions: only the port itself tells that it was taken
                if not ports.is_free(self.port):
                    raise _PortTaken
                raise NodeUnavailable("de OpenSearch-node stopte meteen weer", _tail(log))
            if f"HTTP Port:      {self.port}" not in (said := _read(log)) and "HTTP Port:" in said:
                raise _PortTaken
            answering = _cluster_name(self.url)
            if answering == name:
                return
            if answering:
                raise _PortTaken
            time.sleep(POLL_SECONDS)
        raise NodeUnavailable(f"de OpenSearch-node antwoordt na {START_TIMEOUT} s nog niet", _tail(log))


def choose_port(asked: int | None, *, before: int) -> int:
    """The port that was asked for, or a free one: that of the start before, if there was one."""
    if asked is not None:
        if not 1024 < asked <= LAST_PORT:
            raise NodeUnavailable(f"poort {asked} kan niet: de lokale node gebruikt 1025 tot en met {LAST_PORT}")
        if not ports.is_free(asked):
            raise NodeUnavailable(f"poort {asked} is bezet")
        return asked
    # In random order: two runs that start at the same moment seldom want the same one.
    candidates = list(range(FIRST_PORT, LAST_PORT + 1))
    random.shuffle(candidates)
    port = ports.first_free([before, *candidates] if before else candidates)
    if port is None:
        raise NodeUnavailable(f"alle poorten van {FIRST_PORT} tot en met {LAST_PORT} zijn bezet")
    return port


def _command(base: Path, port: int, name: str, *, thorough: bool) -> list[str]:
    # the quick compiler only: half the processor time until it answers (4 s for 8 s, measured), and the thorough one
    # doesn't pay on a node that lives for one demo or test run
    compiler = [] if thorough else ["-XX:TieredStopAtLevel=1"]
    return [
        os.fspath(java.java()),
        *(f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC"),
        *compiler,
        # SPI first: our Thai iterator; see engine/src
        "-Djava.locale.providers=SPI,CLDR",
        # log4j's own hook goes down before the node and makes the closing of indexes fail halfway
        "-Dlog4j.shutdownHookEnabled=false",
        # Lucene maps its files through this door; without it Java warns at each start
        "--enable-native-access=ALL-UNNAMED",
        *(MAIN, "-basePath", os.fspath(base), "-numOfNode", "1", "-clusterName", name),
        # the runner numbers its nodes from 1 and adds that to the port
        *("-baseHttpPort", str(port - 1)),
    ]


def _cluster_name(url: str) -> str | None:
    """The name of the cluster that answers and can take writes, or None while none does."""
    answer = ask(f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=2)
    if answer is None:
        return None
    try:
        health = json.loads(answer.body)
    except ValueError:
        return None
    name = health.get("cluster_name") if isinstance(health, dict) else None
    return name if isinstance(name, str) else None


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


def _tail(log: Path) -> str:
    return "\n".join(_read(log).splitlines()[-LOG_TAIL_LINES:])
