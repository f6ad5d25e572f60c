"""`make test`: the suite in five legs, each on the real thing, and a table of what ran.

A leg that can't run on this machine is skipped aloud; under CI=true that fails the run. Each run
has its own folder, ports and index prefix, so that two of them don't meet.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.browser import installed_browser, playwright_browser
from devtools.drawing import missing_libraries
from devtools.environment import ROOT
from devtools.migrated import TEMPLATE, MigrationFailed, migrated_postgres, migrated_sqlite
from search.node.guarded import GuardedProcess
from search.node.launch import LocalNode, NodeUnavailable

# One worker per core of the smallest machine that has to run this; who is ready takes over from the other, for some
# tests take minutes.
WORKERS = ("-n", "2", "--dist", "worksteal")
# The site that the browser reads is made once per module.
WHOLE_MODULES = ("--dist", "loadfile")
# It stops within a second; deleting its folder on a slow disk takes longer.
POSTGRES_GRACE = 15
# A test that takes long is seen while it is new.
SLOWEST = ("--durations", "8", "--durations-min", "5")
BROWSER_PACKAGES = ("chromium",)
# What WeasyPrint draws with, and one typeface: a machine may have none at all.
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "fonts-dejavu-core")

Environment = dict[str, str]
Resource = Callable[[Path], Iterator[Environment]]


class LegImpossible(Exception):
    """This machine lacks what the leg needs; the message says what, in Dutch."""


@dataclass(frozen=True)
class Leg:
    """One part of the suite and what it runs on."""

    label: str
    expression: str
    pytest_arguments: tuple[str, ...]
    needs: tuple[str, ...] = ()
    marker: str = ""
    """Only the files that name this marker are read: reading them all takes longer than some legs."""


@dataclass(frozen=True)
class Outcome:
    """How one leg ended."""

    leg: Leg
    ok: bool
    ran: bool
    remark: str


LEGS = {
    "sqlite": Leg(
        "1 unit en integratie op SQLite",
        "not opensearch and not postgres and not e2e and not pdf",
        WORKERS,
        ("sqlite",),
    ),
    "postgres": Leg(
        "2 database op PostgreSQL, zonder de crawl",
        "not opensearch and not e2e and not pdf and not crawl and not sqlite_only",
        WORKERS,
        ("postgres",),
    ),  # fmt: skip
    "opensearch": Leg(
        "3 echte OpenSearch-node", "opensearch and not e2e", WORKERS, ("sqlite", "opensearch"), "opensearch"
    ),
    "e2e": Leg(
        "4 echte browser met axe", "e2e", (*WORKERS, *WHOLE_MODULES), ("sqlite", "browser", "opensearch"), "e2e"
    ),
    "pdf": Leg("5 pdf-kaart met WeasyPrint", "pdf and not opensearch and not e2e", (), ("sqlite", "pango"), "pdf"),
}


def main(arguments: list[str]) -> int:
    """Run the legs named in `arguments` (default all); anything from `--` on goes to pytest."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    split = arguments.index("--") if "--" in arguments else len(arguments)
    names, extra = arguments[:split] or list(LEGS), arguments[split + 1 :]
    if unknown := [name for name in names if name not in LEGS]:
        print(f"Onbekend deel: {', '.join(unknown)}. Kies uit {', '.join(LEGS)}.")
        return 2
    try:
        outcomes = run_legs([LEGS[name] for name in names], extra)
    except KeyboardInterrupt:
        print("\nAfgebroken.")
        return 130
    return report(outcomes)


def run_legs(legs: list[Leg], extra: list[str]) -> list[Outcome]:
    """Run legs one after the other; what several need is started once."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kansrijke-start-test-")))
        resources = Resources(stack, folder)
        return [run_leg(leg, resources, folder, extra) for leg in legs]


class Resources:
    """The servers and programs that legs need, each started at its first use."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._ready: dict[str, Environment | LegImpossible | MigrationFailed] = {}

    def environment(self, name: str) -> Environment:
        """What the tests must know to use this resource; LegImpossible where it can't be had, MigrationFailed."""
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


def run_leg(leg: Leg, resources: Resources, folder: Path, extra: list[str]) -> Outcome:
    print(f"\n=== {leg.label}", flush=True)
    begin = time.monotonic()
    environment = leg_environment(folder / leg.expression.replace(" ", "-"))
    try:
        for name in leg.needs:
            environment |= resources.environment(name)
    except LegImpossible as error:
        print(f"OVERGESLAGEN: {error}", flush=True)
        return Outcome(leg, ok=os.environ.get("CI") != "true", ran=False, remark=str(error))
    except MigrationFailed as error:
        print(f"De migraties lopen niet: {error}", flush=True)
        return Outcome(leg, ok=False, ran=False, remark="de migraties lopen niet")
    command = [sys.executable, "-m", "pytest", "-q", "-m", leg.expression, *leg.pytest_arguments, *SLOWEST, *extra]
    if not any((ROOT / argument.partition("::")[0]).exists() for argument in extra):
        command += files_with(leg.marker)
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode
    seconds = f"{time.monotonic() - begin:.0f} s"
    # pytest's code 5 is "no tests": a leg that tests nothing must not look like one that passed
    remark = f"{seconds}, er waren geen tests" if code == 5 else seconds
    return Outcome(leg, ok=code == 0, ran=code != 5, remark=remark)


def files_with(marker: str) -> list[str]:
    """The test files that name a marker, from the root of the project on; without a marker none, which means all."""
    if not marker:
        return []
    named = re.compile(rf"\bmark\.{marker}\b")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if named.search(path.read_text(encoding="utf-8"))]


def leg_environment(var: Path) -> Environment:
    """Settings of this leg alone: nothing of the developer's .env, demo or other run gets in."""
    var.mkdir(parents=True, exist_ok=True)
    return {
        "VAR_DIR": os.fspath(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "OPENSEARCH_URL": "",
        "EMAIL_URL": "memorymail://",
        "INDEX_PREFIX": f"test-{secrets.token_hex(4)}",
        "DJANGO_SETTINGS_MODULE": "ks_site.settings.test",
    }


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


def report(outcomes: list[Outcome]) -> int:
    """Print the table of legs and return the exit code."""
    print("\nDeel                                Gelopen  Uitslag")
    for outcome in outcomes:
        verdict = "goed" if outcome.ok and outcome.ran else "overgeslagen" if outcome.ok else "NIET GOED"
        ran = "ja" if outcome.ran else "nee"
        print(f"{outcome.leg.label:<35} {ran:<8} {verdict} ({outcome.remark})")
    return 0 if all(outcome.ok for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
