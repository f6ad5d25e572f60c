"""How fast everything is built: the rows from the content, and the index from the rows."""

from collections.abc import Callable
from math import ceil
from typing import Any

from devtools.bench.asking import ask_all
from devtools.bench.figures import Spent, spent
from devtools.bench.filling import fill
from search.indexer.rebuild import rebuild, refresh_rows
from search.models import IndexEntry

UNTIL_COMPILED = 40_000
"""Documents after which filling an index costs the engine no less for a while: 10,000 took 28, 21, 16 and 10 s."""
WARM_ROUNDS = 5


def fill_site(documents: int) -> dict[str, Any]:
    """Content for so many documents; none of them indexed."""
    return _speed(documents, spent(lambda: fill(documents)))


def warm_up(documents: int) -> dict[str, Any]:
    """Rebuild and ask until the engine has compiled what it does all day: one that just started takes three times the
    processor time for the same."""
    for _ in range(ceil(UNTIL_COMPILED / documents)):
        rebuild(_silent)
    ask_all(WARM_ROUNDS)
    return {}


def build(documents: int) -> dict[str, Any]:
    """Every document from its content: what `rebuild_index` does first, and all that the embedded engine needs."""
    took = spent(lambda: refresh_rows(_silent))
    return _speed(IndexEntry.objects.with_document().count(), took)


def rebuild_index(documents: int) -> dict[str, Any]:
    """A new index from the rows, compared and swapped: what the worker does when the index no longer fits."""
    return _measured(lambda: rebuild(_silent).documents)


def _measured(work: Callable[[], int]) -> dict[str, Any]:
    done: list[int] = []
    took = spent(lambda: done.append(work()))
    return _speed(done[0], took)


def _speed(documents: int, took: Spent) -> dict[str, Any]:
    """Documents per second on the clock, and per second of this process's processor time."""
    return {
        "documents": documents,
        "per_second": round(documents / took.wall * 1000),
        "per_cpu_second": round(documents / took.cpu * 1000),
    }


def _silent(what: str, done: int, total: int) -> None:
    """Nobody watches a bar."""
