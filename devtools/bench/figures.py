"""What is made of measured times: percentiles, and the speed of the machine beside them (pure but for the clock)."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).with_name("queries.tsv")

_REFERENCE_LOOPS = 1_000_000


@dataclass(frozen=True)
class Query:
    """A question of the set, and its kind: name, word, compound, question or common."""

    kind: str
    text: str


def queries(path: Path = QUERIES) -> list[Query]:
    """The 200 questions that are asked, in a fixed order."""
    return [Query(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values doesn't exceed; ValueError when there are none."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def summary(values: Sequence[float]) -> dict[str, float]:
    """Median, ninetieth and ninety-fifth percentile, rounded to hundredths."""
    return {name: round(percentile(values, share), 2) for name, share in (("p50", 0.5), ("p90", 0.9), ("p95", 0.95))}


@dataclass(frozen=True)
class Spent:
    """What a call took, in milliseconds: on the clock, and of processors by this process alone."""

    wall: float
    cpu: float


def spent(call: Callable[[], Any]) -> Spent:
    """Run it once."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Spent((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def best_of(rounds: Sequence[Spent]) -> Spent:
    """The least of several rounds of the same: what it takes when nothing else gets in between."""
    return Spent(min(one.wall for one in rounds), min(one.cpu for one in rounds))


def reference() -> float:
    """How long a fixed calculation takes now, in milliseconds of processor time.

    The machine's share in all figures: on a core that others use too it grows several times, and so do they.
    """
    return spent(lambda: sum(number * number for number in range(_REFERENCE_LOOPS))).cpu


def conditions() -> dict[str, Any]:
    """Under which all of this is measured."""
    return {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "reference_ms": round(reference()),
    }
