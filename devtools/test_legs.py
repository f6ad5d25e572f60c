"""`make test`: the suite in five legs, each on the real thing, and a table of what ran.

The legs that wait for a browser or a node run beside those that only reckon. A leg that can't run on this machine is
skipped aloud; under CI=true that fails the run. Each run, and each leg of it, has its own folder, ports and index
prefix, so that no two of them meet.
"""

import os
import re
import secrets
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from devtools.environment import ROOT
from devtools.leg_resources import Environment, LegImpossible, Resources
from devtools.migrated import MigrationFailed
from devtools.programs import Programs

# One worker per core of the smallest machine that has to run this; who is ready takes over from the other, for some
# tests take minutes.
WORKERS = ("-n", "2", "--dist", "worksteal")
# The site that the browser reads is made once per module. In the order of tests/conftest.py: xdist would begin with
# the modules of many tests, and be left waiting for the one test that takes a minute.
WHOLE_MODULES = ("--dist", "loadfile", "--no-loadscope-reorder")
# What only reckons lets go first what has a clock to look at: a browser waits no longer than usual.
BEHIND = 5
# A test that takes long is seen while it is new.
SLOWEST = ("--durations", "8", "--durations-min", "5")


DEMO_FOLDER = "TEST_DEMO_FOLDER"
"""The setting that says where the legs of a run share the data of the demo (tests/kept_demo.py)."""


@dataclass(frozen=True)
class Leg:
    """One part of the suite and what it runs on."""

    label: str
    expression: str
    pytest_arguments: tuple[str, ...]
    needs: tuple[str, ...] = ()
    marker: str = ""
    """Only the files that name this marker are read: reading them all takes longer than some legs."""
    waits: bool = False
    """Whether it mostly waits for a server or a browser, and leaves room for another leg."""


@dataclass(frozen=True)
class Outcome:
    """How one leg ended."""

    leg: Leg
    ok: bool
    ran: bool
    remark: str


Kept = Future[tuple[Outcome, str]]

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
        "3 echte OpenSearch-node", "opensearch and not e2e", WORKERS, ("sqlite", "opensearch"), "opensearch", waits=True
    ),
    "e2e": Leg(
        "4 echte browser met axe",
        "e2e",
        (*WORKERS, *WHOLE_MODULES),
        ("sqlite", "browser", "opensearch"),
        "e2e",
        waits=True,
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
    """Run legs, those that wait beside the others; what several need is started once."""
    with (
        tempfile.TemporaryDirectory(prefix="kansrijke-start-test-") as folder,
        ExitStack() as started,
        ThreadPoolExecutor(1) as pool,
        Programs() as programs,
    ):
        run = Run(Resources(started, Path(folder)), programs, Path(folder), extra)
        waiting = [leg for leg in legs if leg.waits]
        reckoning = [leg for leg in legs if not leg.waits]
        if not waiting or not reckoning:
            return [run.leg(leg) for leg in legs]
        aside = deque(pool.submit(run.kept, leg) for leg in waiting)
        return sorted(side_by_side(run, reckoning, aside), key=lambda outcome: legs.index(outcome.leg))


def side_by_side(run: "Run", reckoning: list[Leg], aside: deque[Kept]) -> Iterator[Outcome]:
    """Run legs beside those that run aside. What those say is shown when one of these is done."""
    try:
        for leg in reckoning:
            yield run.leg(leg, niceness=BEHIND)
            while aside and aside[0].done():
                yield told(aside.popleft())
        while aside:
            yield told(aside.popleft())
    finally:
        # After a Ctrl-C: what did not start yet, doesn't.
        for kept in aside:
            kept.cancel()


def told(kept: Kept) -> Outcome:
    """The outcome of a leg that ran aside, and on the screen what it said."""
    outcome, said = kept.result()
    print(said, end="", flush=True)
    return outcome


class Run:
    """What the legs of one run share."""

    def __init__(self, resources: Resources, programs: Programs, folder: Path, extra: list[str]) -> None:
        self._resources = resources
        self._programs = programs
        self._folder = folder
        self._extra = extra

    def kept(self, leg: Leg) -> tuple[Outcome, str]:
        """Run a leg, and keep what it says."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            outcome = self.leg(leg, said)
            said.seek(0)
            return outcome, said.read()

    def leg(self, leg: Leg, said: IO[str] | None = None, *, niceness: int = 0) -> Outcome:
        """Run one leg, which writes to `said` or the screen."""
        print(f"\n=== {leg.label}", file=said, flush=True)
        begin = time.monotonic()
        environment = leg_environment(self._folder / leg.label.replace(" ", "-"))
        try:
            for name in leg.needs:
                environment |= self._resources.environment(name)
        except LegImpossible as error:
            print(f"OVERGESLAGEN: {error}", file=said, flush=True)
            return Outcome(leg, ok=os.environ.get("CI") != "true", ran=False, remark=str(error))
        except MigrationFailed as error:
            print(f"De migraties lopen niet: {error}", file=said, flush=True)
            return Outcome(leg, ok=False, ran=False, remark="de migraties lopen niet")
        env = {**os.environ, **environment}
        code = self._programs.run(self._command(leg), cwd=ROOT, env=env, said=said, niceness=niceness)
        seconds = f"{time.monotonic() - begin:.0f} s"
        # pytest's code 5 is "no tests": a leg that tests nothing must not look like one that passed
        remark = f"{seconds}, er waren geen tests" if code == 5 else seconds
        return Outcome(leg, ok=code == 0, ran=code != 5, remark=remark)

    def _command(self, leg: Leg) -> list[str]:
        command = [sys.executable, "-m", "pytest", "-q", "-m", leg.expression, *leg.pytest_arguments, *SLOWEST]
        if any((ROOT / argument.partition("::")[0]).exists() for argument in self._extra):
            return [*command, *self._extra]
        return [*command, *self._extra, *files_with(leg.marker)]


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
    # The empty site of an evaluation is the same for all, and takes seconds to make.
    made = var.parent / "evaluation"
    made.mkdir(exist_ok=True)
    (var / made.name).symlink_to(made)
    return {
        "VAR_DIR": os.fspath(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "OPENSEARCH_URL": "",
        "EMAIL_URL": "memorymail://",
        DEMO_FOLDER: os.fspath(var.parent / "demo"),
        "INDEX_PREFIX": f"test-{secrets.token_hex(4)}",
        "DJANGO_SETTINGS_MODULE": "ks_site.settings.test",
        # What one process compiled, the next one reads: with the assertions of all tests that is half a minute for
        # each. Where compiled files aren't wanted (as in an image), the machine says so, and it would count here too.
        "PYTHONDONTWRITEBYTECODE": "",
    }


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
