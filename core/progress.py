"""A progress bar on stderr for the long work of commands, where somebody looks at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

__all__ = ["by_kind", "line_writer", "progress_bar", "stages", "titled"]


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar that disappears when it is done; nothing at all when stderr is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress


def line_writer(progress: Progress, stream: OutputWrapper) -> Callable[[str], None]:
    """Writes lines to stderr; above the bar when there is one, which they would cut in two else."""
    if progress.disable:
        return lambda line: stream.write(line)
    return lambda line: progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


def stages(progress: Progress) -> Callable[[str, int], Callable[[int], None]]:
    """For what goes in stages: called with the name and size of each, it gives what is told the steps."""

    def on_stage(name: str, total: int) -> Callable[[int], None]:
        task = progress.add_task(name, total=total or None)
        return lambda steps: progress.advance(task, steps)

    return on_stage


def titled(progress: Progress, name: str) -> Callable[[str, int], None]:
    """For what goes one by one: called with the title of each, and with how many there are."""
    task = progress.add_task(name, total=None)

    def on_step(title: str, total: int) -> None:
        progress.update(task, advance=1, total=total, description=title[:40])

    return on_step


def by_kind(progress: Progress) -> Callable[[str, int, int], None]:
    """For what says (what is being done, how many, out of how many): a bar per kind of work."""
    tasks: dict[str, TaskID] = {}

    def on_step(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = progress.add_task(what, total=total)
        progress.update(tasks[what], completed=done, total=total)

    return on_step
