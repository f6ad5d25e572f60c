"""The drill from begin to end: the site is set up, disturbed, left in peace and judged."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from devtools.drill.faults import LONG, SHORT, Faults
from devtools.drill.judging import Verdict, history, judge, lines
from devtools.drill.site import ScratchSite
from devtools.environment import tail
from search.node.guarded import GuardedProcess

WRITERS = 4
QUIET = 60.0
"""Seconds of peace after which the index is the database (trust.md 25)."""

LOOK_EVERY = 1.0
SHORT_DRILL = 1_000
"""Changes up to which faults follow each other quickly: else there would be none."""

PATIENCE = 2.0
"""Seconds per change, on top of ten minutes, after which writers must be ready: a change takes a few tenths."""

DIFFERENCES = ("missing", "extra", "stale")

Say = Callable[[str], None]
Report = dict[str, int] | None
"""How index and content differ; None when the engine can't be read."""


class DrillFailed(Exception):
    """The drill itself broke; one Dutch sentence, and the end of the log that tells why."""


@dataclass(frozen=True)
class Plan:
    """How many changes, where the chances start from, and after how many minutes writers may leave the rest."""

    changes: int
    seed: int
    minutes: float | None = None

    @property
    def seconds(self) -> float:
        """How long the writers get."""
        return 600 + PATIENCE * self.changes if self.minutes is None else self.minutes * 60


@dataclass(frozen=True)
class Outcome:
    """What the drill found; `settled` is after how many seconds of peace index and content were equal, else None.

    `withdraws`: what was taken away after that, while all of it was in the engine, left it. `sees`: what was spoiled
    at last, was seen by the same comparison.
    """

    plan: Plan
    made: int
    rolled_back: int
    not_made: int
    seconds: float
    faults: dict[str, int]
    verdict: Verdict
    settled: float | None
    report: Report
    withdraws: bool
    sees: bool

    @property
    def enough(self) -> bool:
        """Whether all changes were made, or as many as the time allowed that was asked for."""
        done = self.made + self.rolled_back
        return done == self.plan.changes or (self.plan.minutes is not None and done > 0)

    @property
    def good(self) -> bool:
        return self.enough and self.settled is not None and self.withdraws and self.sees and self.verdict.good


def run(plan: Plan, site: ScratchSite, say: Say) -> Outcome:
    """Do the drill on a site of which nothing runs yet; CommandFailed, DrillFailed or NodeUnavailable if it can't."""
    set_up(site, say)
    began = time.monotonic()
    faults = Faults(site, plan.seed, SHORT if plan.changes <= SHORT_DRILL else LONG)
    searcher = site.start("searcher", "-m", "devtools.drill.process", "searcher", str(plan.seed), str(site.folder))
    with ExitStack() as stack:
        stack.callback(_end, faults, _in_thread(faults.run))
        _wait_for(start_writers(plan, site), plan, site, say)
    seconds = time.monotonic() - began
    say("De schrijvers zijn klaar en alles draait; nu rust.")
    settled, report = settle(site)
    searcher.stop()
    withdraws = withdraws_all(site, report)
    sees = sees_what_is_wrong(site)
    verdict = judge(
        history([lines([path]) for path in sorted(site.folder.glob("commits-*.jsonl"))]),
        lines([site.folder / "searches.jsonl"]),
    )
    outcomes = list(lines([site.folder / "outcomes.jsonl"]))
    made, rolled_back, not_made = (sum(o[kind] for o in outcomes) for kind in ("made", "rolled_back", "not_made"))
    return Outcome(
        plan, made, rolled_back, not_made, seconds, dict(faults.caused), verdict, settled, report, withdraws, sees
    )


def set_up(site: ScratchSite, say: Say) -> None:
    """A site with the themes of the file, its node, its worker and its first index; a test has its node already."""
    say("Site en zoekmachine klaarzetten")
    if site.node is None:
        site.start_node()
        site.migrate()
    site.manage("load_themes")
    site.start_worker()
    if settle(site)[0] is None:
        raise DrillFailed(f"De eerste index komt er niet:\n{tail(site.log('worker'))}")


def start_writers(plan: Plan, site: ScratchSite) -> list[GuardedProcess]:
    """Four processes that share the changes."""
    shares = [len(range(number, plan.changes, WRITERS)) for number in range(WRITERS)]
    return [
        site.start(
            f"writer-{number}",
            *("-m", "devtools.drill.process", "operations"),
            *(str(plan.seed * 100 + number), str(share), str(site.folder)),
        )
        for number, share in enumerate(shares)
        if share
    ]


def settle(site: ScratchSite) -> tuple[float | None, Report]:
    """Wait until index and content are equal, QUIET at most; the seconds that took, and the last comparison."""
    began = time.monotonic()
    while True:
        looked = time.monotonic() - began
        report = site.check_index()
        if report and not any(report[kind] for kind in DIFFERENCES):
            return looked, report
        if looked >= QUIET:
            return None, report
        time.sleep(LOOK_EVERY)


def withdraws_all(site: ScratchSite, before: Report) -> bool:
    """Whether what is hidden now leaves the engine; not so either when nothing was hidden that it had.

    Only the worker takes it out in that minute, but for a sweep, which comes once in ten.
    """
    if before is None or any(before[kind] for kind in DIFFERENCES):
        return False
    _do(site, "hiding")
    settled, report = settle(site)
    return settled is not None and report is not None and report["documents"] < before["documents"]


def sees_what_is_wrong(site: ScratchSite) -> bool:
    """Whether the comparison misses one document and finds one too many, once they are gone and there.

    The worker is stopped first: it would repair both.
    """
    site.processes.pop("worker").stop()
    _do(site, "spoiling")
    report = site.check_index()
    return report is not None and [report[kind] for kind in DIFFERENCES] == [1, 1, 0]


def _do(site: ScratchSite, step: str) -> None:
    """One step of the drill to its end, in a fork that has Django: a process of its own takes seconds to begin."""
    site.manage("shell", "--command", f"from devtools.drill.{step} import main; main()")


def _wait_for(writers: list[GuardedProcess], plan: Plan, site: ScratchSite, say: Say) -> None:
    deadline = time.monotonic() + plan.seconds
    told = 0
    while any(writer.poll() is None for writer in writers):
        time.sleep(LOOK_EVERY)
        for number, writer in enumerate(writers):
            if writer.poll():
                raise DrillFailed(f"Schrijver {number} brak af:\n{tail(site.log(f'writer-{number}'))}")
        if time.monotonic() > deadline:
            for writer in writers:
                writer.ask_to_stop()
        done = _written(site.folder)
        if done * 10 // plan.changes > told:
            told = done * 10 // plan.changes
            say(f"{done} van {plan.changes} wijzigingen")


def _written(folder: Path) -> int:
    """How many commits were written down so far."""
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("commits-*.jsonl"))


def _in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _end(faults: Faults, thread: threading.Thread) -> None:
    faults.stopping.set()
    thread.join()
