"""The table of a run, in Dutch, and which goals it reaches (pure)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Run = Mapping[str, Mapping[str, Any]]
"""Figures by task, of one size of the site."""

Sizes = Mapping[int, Run]
"""Runs by number of documents."""

PAGE_TIMES_RAW, PAGE_BESIDE = 1.5, 25
"""The page may take this many times the bare call, and this many milliseconds beside."""
MEDIAN_GROWS, WORST_GROWS = 2, 6
"""What a hundred times the documents may do to the median question, and to the worst tenth."""
LARGE, LARGE_P95 = 100_000, 250
OFFERS_P95 = 50
REBUILD_PER_SECOND = 1_500
MEMORY_GROWS = 1.25
"""Flat: caches fill up, and no more than that."""
FINDABLE = 500
OF_STOCK = 0.7


@dataclass(frozen=True)
class Goal:
    """What was asked for, what came of it, and whether that is enough; None when it wasn't measured."""

    label: str
    measured: str
    passed: bool | None

    def __str__(self) -> str:
        verdict = {True: "gehaald", False: "NIET gehaald", None: "niet gemeten"}[self.passed]
        return f"{verdict:<13} {self.label}: {self.measured}"


def goals(sizes: Sizes, main: int) -> list[Goal]:
    """All goals of a run whose middle size is `main`."""
    smallest, largest = min(sizes), max(sizes)
    small, middle, large = sizes[smallest], sizes[main], sizes[largest]
    return [
        _page_goal(middle),
        _goal(
            f"mediaan bij {largest:,} documenten hoogstens {MEDIAN_GROWS} x die bij {smallest:,}",
            lambda: large["turns"]["p50"] / small["turns"]["p50"],
            MEDIAN_GROWS,
        ),
        _goal(
            f"slechtste tiende bij {largest:,} hoogstens {WORST_GROWS} x de mediaan bij {smallest:,}",
            lambda: large["turns"]["p90"] / small["turns"]["p50"],
            WORST_GROWS,
        ),
        _goal(f"p95 bij {LARGE:,} documenten, ms", lambda: sizes[LARGE]["pages"]["page"]["p95"], LARGE_P95),
        _goal("verzoeken aan de zoekmachine per pagina", lambda: middle["pages"]["requests_per_page"], 1),
        _goal("aanvullen tijdens typen, p95, ms", lambda: middle["completions"]["offers"]["p95"], OFFERS_P95),
        _goal(
            f"herbouw in documenten per seconde, minstens {REBUILD_PER_SECOND:,}",
            lambda: middle["rebuild"]["per_second"],
            REBUILD_PER_SECOND,
            at_least=True,
        ),
        _goal(
            f"geheugen bij {largest:,} hoogstens {MEMORY_GROWS} x dat bij {main:,}",
            lambda: large["rebuild"]["peak_mb"] / middle["rebuild"]["peak_mb"] if largest != main else None,
            MEMORY_GROWS,
        ),
        _goal("van publiceren tot vindbaar, mediaan, ms", lambda: middle["publish"]["findable"]["p50"], FINDABLE),
        _goal(
            f"drie facetten zonder markeringen, hoogstens {OF_STOCK} x de pagina van Wagtail",
            lambda: middle["pages"]["small_page"]["p50"] / middle["stock"]["page"]["p50"],
            OF_STOCK,
        ),
    ]


def _page_goal(run: Run) -> Goal:
    label = f"pagina p95 hoogstens {PAGE_TIMES_RAW} x de kale aanroep + {PAGE_BESIDE} ms"
    try:
        page, raw = run["pages"]["page"]["p95"], run["pages"]["raw"]["p95"]
    except KeyError:
        return Goal(label, "", None)
    most = PAGE_TIMES_RAW * raw + PAGE_BESIDE
    return Goal(label, f"{page:.0f} ms, mag {most:.0f}", page <= most)


def _goal(label: str, measure: Callable[[], float | None], bound: float, *, at_least: bool = False) -> Goal:
    try:
        found = measure()
    except KeyError:
        found = None
    if found is None:
        return Goal(label, "", None)
    return Goal(label, f"{found:,.2f}".rstrip("0").rstrip("."), found >= bound if at_least else found <= bound)


def table(sizes: Sizes) -> str:
    """Every figure on a line of its own, the sizes beside each other."""
    names = dict.fromkeys(name for run in sizes.values() for name, _ in _flat(run))
    found = {size: dict(_flat(run)) for size, run in sizes.items()}
    lines = [f"{'':<34}" + "".join(f"{size:>12,}" for size in sizes)]
    lines += [f"{name:<34}" + "".join(f"{_shown(found[size].get(name)):>12}" for size in sizes) for name in names]
    return "\n".join(lines)


def _flat(figures: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", value


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
