"""What the legs of `make test` run on: servers, a browser and libraries, each started at its first use."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

from devtools.browser import installed_browser, playwright_browser
from devtools.drawing import missing_libraries
from devtools.environment import ROOT
from devtools.migrated import TEMPLATE, MigrationFailed, migrated_postgres, migrated_sqlite
from search.node.guarded import GuardedProcess
from search.node.launch import LocalNode, NodeUnavailable

__all__ = ["Environment", "LegImpossible", "Resources"]

# It stops within a second; deleting its folder on a slow disk takes longer.
POSTGRES_GRACE = 15
BROWSER_PACKAGES = ("chromium",)
# What WeasyPrint draws with, and one typeface: a machine may have none at all.
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "fonts-dejavu-core")

Environment = dict[str, str]
Resource = Callable[[Path], Iterator[Environment]]


class LegImpossible(Exception):
    """This machine lacks what the leg needs; the message says what, in Dutch."""


class Resources:
    """The servers and programs that legs need, each started at its first use."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._ready: dict[str, Environment | LegImpossible | MigrationFailed] = {}
        self._starting: defaultdict[str, Lock] = defaultdict(Lock)

    def environment(self, name: str) -> Environment:
        """What the tests must know to use this resource; LegImpossible where it can't be had, MigrationFailed."""
        # Two legs at once may need the same, which is started for the first; the other waits for it.
        with self._starting[name]:
            return self._environment(name)

    def _environment(self, name: str) -> Environment:
        if name not in self._ready:
            starter = {
                "sqlite": sqlite,
                "postgres": postgres,
                "opensearch": opensearch,
                "browser": browser,
                "pango": pango,
            }[name]
            try:
                self._ready[name] = self._stack.enter_context(contextmanager(starter)(self._folder))
            except (LegImpossible, MigrationFailed) as error:
                self._ready[name] = error
        ready = self._ready[name]
        if isinstance(ready, LegImpossible | MigrationFailed):
            raise ready
        return ready


def sqlite(folder: Path) -> Iterator[Environment]:
    """A file with all migrations, for every process of the tests to copy."""
    yield {TEMPLATE: migrated_sqlite(folder)}


def postgres(folder: Path) -> Iterator[Environment]:
    """A PostgreSQL server of its own, over a Unix socket: no port to collide on."""
    command = [sys.executable, "-W", "ignore", "-m", "devtools.postgres", os.fspath(folder / "postgres")]
    server = GuardedProcess(command, grace=POSTGRES_GRACE, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        uri = next(server.lines(), None)
        if uri is None:
            raise LegImpossible("PostgreSQL start hier niet")
        yield {"DATABASE_URL": uri, "ONLY_DATABASE_TESTS": "1", TEMPLATE: migrated_postgres(uri, folder)}
    finally:
        server.stop()


def opensearch(folder: Path) -> Iterator[Environment]:
    """OPENSEARCH_TEST_URL if that is set, else a local node for this run."""
    if url := os.environ.get("OPENSEARCH_TEST_URL"):
        yield {"OPENSEARCH_TEST_URL": url}
        return
    node = LocalNode(announce=print)
    try:
        node.start()
    except NodeUnavailable as error:
        raise LegImpossible(f"geen OpenSearch-node: {error}") from error
    try:
        yield {"OPENSEARCH_TEST_URL": node.url}
    finally:
        node.stop()


def browser(folder: Path) -> Iterator[Environment]:
    """The machine's Chromium or Chrome; where there is none, one is installed."""
    if installed_browser() is None and not _installed_now() and playwright_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
        if playwright_browser() is None:
            raise LegImpossible("er is geen Chromium of Chrome, en installeren lukte niet")
    yield {}


def pango(folder: Path) -> Iterator[Environment]:
    """The libraries that WeasyPrint draws with; where they are not, they are installed."""
    if lacking := missing_libraries():
        _install(*PANGO_PACKAGES)
        lacking = missing_libraries()
    if lacking:
        raise LegImpossible(f"{', '.join(lacking)} ontbreekt, en installeren lukte niet")
    yield {}


def _installed_now() -> bool:
    return _install(*BROWSER_PACKAGES) and installed_browser() is not None


def _install(*packages: str) -> bool:
    """Install Debian's packages if this is Debian and we may; whether that went well."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        if subprocess.run(["apt-get", *arguments], env=quiet, stdout=subprocess.DEVNULL).returncode:
            return False
    return True
