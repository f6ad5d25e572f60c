"""Commands of a scratch site, each in a fork of one process in which Django is up: that takes longer than most of them.

`python -m devtools.drill.commands` reads a command per line, its arguments as JSON, and answers with a line that says
how it ended. It goes when nobody can ask it anything any more.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import get_context
from tempfile import TemporaryFile
from typing import IO

import django
from django.conf import settings
from django.core.management import execute_from_command_line

from devtools.environment import ROOT

Completed = subprocess.CompletedProcess[str]


class Commands:
    """The process that runs the commands, for who asks for them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=self.environment,
        )

    def run(self, arguments: Sequence[str]) -> Completed:
        """Run a command to its end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{json.dumps(arguments)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            return Completed(arguments, self._process.wait(), "", "Django start niet")
        return Completed(arguments, **json.loads(answer))

    def stop(self) -> None:
        """Nothing more will be asked."""
        self._process.communicate()


def main() -> None:
    """Answer until there are no more questions."""
    django.setup()
    # Every command checks the site first, and for that the addresses are read.
    import_module(settings.ROOT_URLCONF)
    for line in sys.stdin:
        print(json.dumps(_in_a_fork(json.loads(line))), flush=True)


def _in_a_fork(arguments: list[str]) -> dict[str, object]:
    with TemporaryFile("w+b") as said, TemporaryFile("w+b") as complained:
        process = get_context("fork").Process(target=_command, args=(arguments, said, complained))
        process.start()
        process.join()
        return {"returncode": process.exitcode, "stdout": _all(said), "stderr": _all(complained)}


def _command(arguments: list[str], said: IO[bytes], complained: IO[bytes]) -> None:
    os.dup2(said.fileno(), 1)
    os.dup2(complained.fileno(), 2)
    execute_from_command_line(["manage.py", *arguments])


def _all(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


if __name__ == "__main__":
    main()
