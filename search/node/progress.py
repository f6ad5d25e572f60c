"""How the fetch shows on standard error that it is getting on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search.node.fetch import Progress as ProgressCallback

# Where no terminal is (a log of a CI), a line per quarter is enough.
LOG_STEPS = 4


@contextmanager
def show_progress(label: str) -> Iterator[ProgressCallback]:
    """A bar on a terminal, a few lines elsewhere; shows nothing until the first step."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: _say_quarters(label, done, total)
        return
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console)
    task = bar.add_task(label, total=None)
    try:

        def step(done: int, total: int) -> None:
            bar.start()
            bar.update(task, completed=done, total=total)

        yield step
    finally:
        bar.stop()


def _say_quarters(label: str, done: int, total: int) -> None:
    if done * LOG_STEPS // total != (done - 1) * LOG_STEPS // total:
        print(f"{label}: {done} van {total}", file=sys.stderr, flush=True)
