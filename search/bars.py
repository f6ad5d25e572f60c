"""Bars on stderr for the long work of commands, where somebody looks at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TaskID

__all__ = ["bars"]


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """What is told (what is being done, how many, out of how many) shows a bar per kind of work, gone at the end.

    Nothing at all when stderr is no terminal.
    """
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        yield _Bars(shown)


class _Bars:
    """A bar per kind of work."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)
