"""The same question at every size of the site, one size right after the other.

How much slower a large site is can't be told from two measurements that lie an hour apart: a machine that others use
too is not equally fast all the time. So each size has a process that waits, and they are asked in turns.
`python -m devtools.bench.turns` is such a process: the place of a question in, a line of milliseconds out.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import IO

import django

from devtools.bench.figures import queries, spent, summary

ROUNDS = 3
"""Times that each question is asked of each size; the best counts. The first warms the process up and doesn't."""


class SiteLeft(Exception):
    """The process of a size ended before it had answered; its traceback stands above on the terminal."""


class Site:
    """The site of one size, in a process that waits for questions."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "devtools.bench.turns"]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def __enter__(self) -> "Site":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # At the end of its input it leaves by itself.
        self.process.communicate()

    def milliseconds(self, place: int) -> float:
        """How long the page of this question takes. Raises SiteLeft."""
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(f"{place}\n")
            return float(self.process.stdout.readline())
        except (ValueError, BrokenPipeError) as error:
            raise SiteLeft("een site die om de beurt bevraagd werd, stopte") from error


def in_turns(environments: Mapping[int, Mapping[str, str]], questions: int) -> dict[int, dict[str, float]]:
    """The summary of the pages of each size. Raises SiteLeft."""
    with ExitStack() as stack:
        sites = {size: stack.enter_context(Site(environment)) for size, environment in environments.items()}
        took: dict[int, list[list[float]]] = {size: [[] for _ in range(questions)] for size in sites}
        for _ in range(1 + ROUNDS):
            for place in range(questions):
                for size, site in sites.items():
                    took[size][place].append(site.milliseconds(place))
    return {size: summary(_best(found)) for size, found in took.items()}


def _best(found: Sequence[Sequence[float]]) -> list[float]:
    return [min(rounds[1:]) for rounds in found]


def answer(asked: IO[str], told: IO[str]) -> None:
    """Answer until there are no more questions."""
    # Only now: it needs the apps.
    from devtools.bench.asking import be_patient, get_page  # noqa: PLC0415

    be_patient()
    set_ = queries()
    for line in asked:
        print(spent(partial(get_page, set_[int(line)])).wall, file=told, flush=True)


if __name__ == "__main__":
    django.setup()
    answer(sys.stdin, sys.stdout)
