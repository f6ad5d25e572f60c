"""Holds every answer against what was public at that time (pure).

A commit lies somewhere between two moments, so what was public is certain only outside those; where it is not,
the site gets the benefit of the doubt.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

LIMIT = 2.0
"""Seconds within which a search answers, whatever fails (trust.md 26)."""

Wrong = Literal["hidden", "withdrawn"]
"""Not public at any moment of the request; or public, but with a text that had been taken away before it."""


@dataclass(frozen=True)
class Period:
    """From one commit on a document was public with this title, or not public (None). The commit came through
    after `after` and before `before`."""

    title: str | None
    after: float
    before: float


@dataclass
class Verdict:
    """What the answers were like."""

    searches: int = 0
    degraded: int = 0
    failed: int = 0
    slow: int = 0
    slowest: float = 0.0
    empty: int = 0
    old: int = 0
    """Hits with a text that had been replaced, not taken away: the index was behind."""
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return bool(self.searches) and not (self.failed or self.empty or self.wrong)


def lines(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Every line of these files."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def history(writers: Sequence[Iterable[Mapping[str, Any]]]) -> dict[str, list[Period]]:
    """Per document its periods in order, out of the commits of all writers."""
    commits = [whole for writer in writers for whole in _whole(writer)]
    commits.sort(key=lambda commit: commit[0])
    periods: dict[str, list[Period]] = defaultdict(list)
    known: dict[str, str] = {}
    for after, before, public in commits:
        for key in known.keys() | public.keys():
            if known.get(key) != public.get(key):
                periods[key].append(Period(public.get(key), after, before))
        known = public
    return dict(periods)


def _whole(commits: Iterable[Mapping[str, Any]]) -> Iterator[tuple[float, float, dict[str, str]]]:
    """(after, before, all that was public) of each commit of one writer, who wrote down what differed."""
    public: dict[str, str] = {}
    for commit in commits:
        gone = set(commit["gone"])
        public = {key: title for key, title in {**public, **commit["public"]}.items() if key not in gone}
        yield commit["after"], commit["before"], public


def judge(periods: Mapping[str, Sequence[Period]], searches: Iterable[Mapping[str, Any]]) -> Verdict:
    """The verdict on all searches since the first commit was known."""
    since = min((period.before for known in periods.values() for period in known), default=float("inf"))
    verdict = Verdict()
    for search in searches:
        if search["began"] >= since:
            _judge_one(periods, search, verdict)
    return verdict


def _judge_one(periods: Mapping[str, Sequence[Period]], search: Mapping[str, Any], verdict: Verdict) -> None:
    took = search["ended"] - search["began"]
    verdict.searches += 1
    verdict.slowest = max(verdict.slowest, took)
    verdict.slow += took > LIMIT
    if "failed" in search:
        verdict.failed += 1
        return
    verdict.degraded += search["degraded"]
    # The pages that every site begins with are always there.
    verdict.empty += search["of_all"] and not search["total"]
    for key, title in search["hits"]:
        known = periods.get(key, ())
        if wrong := fault(known, title, search["began"], search["ended"]):
            verdict.wrong.append(f"{key} “{title}” ({wrong})")
        else:
            verdict.old += not _current(known, title, search["began"])


def fault(periods: Sequence[Period], title: str, began: float, ended: float) -> Wrong | None:
    """What is wrong with showing this title of a document in an answer that was made between these moments."""
    # What may have begun before the end; of those the last that had certainly begun at the start, and all after it.
    possible = periods[: bisect_right(periods, ended, key=lambda period: period.after)]
    certain = _certain(possible, began)
    if all(period.title is None for period in possible[max(certain - 1, 0) :]):
        return "hidden"
    latest = max((place for place, period in enumerate(possible) if period.title == title), default=-1)
    if latest < 0 or any(period.title is None for period in possible[latest + 1 : certain]):
        return "withdrawn"
    return None


def _current(periods: Sequence[Period], title: str, began: float) -> bool:
    return any(period.title == title for period in periods[max(_certain(periods, began) - 1, 0) :])


def _certain(periods: Sequence[Period], moment: float) -> int:
    """How many had certainly begun by then: with one of them all before it, since commits come one by one."""
    return max((place for place, period in enumerate(periods, 1) if period.before <= moment), default=0)
