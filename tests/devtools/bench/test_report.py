"""A goal is reached, missed or not measured, and the report says which."""

from typing import Any

from devtools.bench.report import goals, table


def run(page: float, *, raw: float = 10, per_second: int = 1600, peak: int = 200) -> dict[str, Any]:
    times = {"p50": page, "p90": page, "p95": page}
    return {
        "pages": {"page": times, "raw": {"p95": raw}, "small_page": {"p50": 20}, "requests_per_page": 1.0},
        "turns": times,
        "rebuild": {"per_second": per_second, "peak_mb": peak},
        "completions": {"offers": {"p95": 12}},
        "publish": {"findable": {"p50": 300}},
        "stock": {"page": {"p50": 40}},
    }


def verdicts(sizes: dict[int, dict[str, Any]]) -> dict[str, bool | None]:
    return {goal.label.partition(" ")[0]: goal.passed for goal in goals(sizes, 10_000)}


def test_a_fast_site_reaches_every_goal() -> None:
    sizes = {1_000: run(30), 10_000: run(35), 100_000: run(50)}
    assert {goal.passed for goal in goals(sizes, 10_000)} == {True}


def test_each_slowness_is_a_missed_goal() -> None:
    slow = {1_000: run(30), 10_000: run(41, per_second=1499), 100_000: run(260, peak=251)}
    found = verdicts(slow)
    missed = {label for label, passed in found.items() if passed is False}
    assert missed == {"pagina", "mediaan", "slechtste", "p95", "herbouw", "geheugen"}


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    found = verdicts({1_000: run(30), 10_000: {"rebuild": {"per_second": 2000, "peak_mb": 1}}})
    assert found["p95"] is None and found["van"] is None and found["herbouw"] is True


def test_the_table_has_a_column_for_each_size() -> None:
    shown = table({1_000: {"build": {"per_second": 300}}, 10_000: {"build": {"per_second": 250}, "stock": {"p50": 4}}})
    assert [line.split() for line in shown.splitlines()] == [
        ["1,000", "10,000"],
        ["build", "per_second", "300", "250"],
        ["stock", "p50", "4"],
    ]
