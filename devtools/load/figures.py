"""What locust measured, held against what was promised (trust.md 31); pure."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

P95: Mapping[str, int] = {"page": 300, "search": 500}
"""Milliseconds at fifty visitors on two cores."""


@dataclass(frozen=True)
class Measured:
    """One kind of request."""

    name: str
    requests: int
    failures: int
    p50: int
    p95: int

    @property
    def good(self) -> bool:
        """Every request answered, and nineteen of twenty in time; nothing asked is nothing shown."""
        return self.requests > 0 and not self.failures and self.p95 < P95.get(self.name, self.p95 + 1)

    def __str__(self) -> str:
        bound = f", mag {P95[self.name]}" if self.name in P95 else ""
        verdict = "goed" if self.good else "NIET GOED"
        numbers = f"{self.requests:>5} verzoeken, {self.failures} fout, p50 {self.p50} ms, p95 {self.p95} ms{bound}"
        return f"{self.name:<12} {numbers}: {verdict}"


def measured(lines: Iterable[str]) -> list[Measured]:
    """The rows of locust's table of statistics, but for the sum of all."""
    return [
        Measured(row["Name"], int(row["Request Count"]), int(row["Failure Count"]), _ms(row["50%"]), _ms(row["95%"]))
        for row in csv.DictReader(lines)
        if row["Name"] != "Aggregated"
    ]


def all_good(found: Iterable[Measured]) -> bool:
    """Whether what was promised was measured, and everything is good."""
    kinds = {one.name: one.good for one in found}
    return set(P95) <= set(kinds) and all(kinds.values())


def _ms(text: str) -> int:
    return int(text) if text.isdigit() else 0
