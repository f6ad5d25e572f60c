"""A scratch site of real processes: a folder, a database, a node and an index prefix of its own."""

import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from devtools.drill.commands import Commands, Completed
from devtools.environment import ROOT
from devtools.migrated import TEMPLATE
from search.node.guarded import GuardedProcess
from search.node.launch import LocalNode

GRACE = 10
"""Seconds that a process gets to end by itself: the worker needs five at most."""


class CommandFailed(Exception):
    """The site can't go on: a command of it failed, with the end of what it said, or its node lost its port."""


@dataclass
class ScratchSite:
    """Processes over one database file; all of them go with `stop()`, or with the process that made this."""

    folder: Path
    processes: dict[str, GuardedProcess] = field(default_factory=dict)
    node: LocalNode | None = None
    commands: Commands | None = None

    @property
    def prefix(self) -> str:
        """What the names of its indices begin with."""
        return f"scratch-{self.folder.name}".lower()

    @property
    def environment(self) -> dict[str, str]:
        """What a process must know to be one of this site."""
        own = {
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "VAR_DIR": os.fspath(self.folder),
            "INDEX_PREFIX": self.prefix,
            "OPENSEARCH_URL": self.node.url if self.node else "",
        }
        return {**os.environ, **own}

    def migrate(self) -> None:
        """An empty database with all migrations; a copy of the migrated one, where the tests made that."""
        template = Path(os.environ.get(TEMPLATE, ""))
        if template.is_file():
            shutil.copyfile(template, self.folder / "db.sqlite3")
        else:
            self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str, good: Sequence[int] = (0,)) -> Completed:
        """Run a command of the site to its end; CommandFailed when it leaves with another code than `good`."""
        done = self._commands().run(arguments)
        if done.returncode not in good:
            raise CommandFailed(f"{arguments[0]}: {done.stderr[-2_000:]}")
        return done

    def _commands(self) -> Commands:
        """Of the site as it is now: it may have got a node since the last one."""
        if self.commands is None or self.commands.environment != self.environment:
            self._forget_commands()
            self.commands = Commands(self.environment)
        return self.commands

    def _forget_commands(self) -> None:
        if self.commands is not None:
            self.commands.stop()
            self.commands = None

    def check_index(self) -> dict[str, int] | None:
        """How index and content differ, or None when the engine can't be read."""
        done = self.manage("check_index", "--json", good=(0, 1, 2))
        return dict(json.loads(done.stdout)) if done.stdout else None

    def index_is_equal(self) -> bool:
        report = self.check_index()
        return report is not None and not any(report[kind] for kind in ("missing", "extra", "stale"))

    def start_node(self) -> None:
        """Start the node, or start it again with its data and on its port: the other processes know that."""
        if self.node is None:
            self.node = LocalNode(data=self.folder / "opensearch")
        before = self.node.port
        self.node.start()
        if before and self.node.port != before:
            raise CommandFailed("een ander programma nam de poort van de node")

    def start_worker(self) -> None:
        self.start("worker", "manage.py", "index_worker")

    def start(self, name: str, *arguments: str) -> GuardedProcess:
        """Start a Python process of the site; what it says is kept in a file of its name."""
        with self.log(name).open("ab") as log:
            command = [sys.executable, *arguments]
            process = GuardedProcess(command, grace=GRACE, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self.processes[name] = process
        return process

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def kill(self, name: str) -> None:
        """As hard as it goes."""
        process = self.processes.pop(name)
        process.signal(signal.SIGKILL)
        process.process.wait()

    def stop(self) -> None:
        """Stop everything, the node last; what one of them does wrong doesn't keep the others."""
        with ExitStack() as stack:
            stack.callback(self._forget_commands)
            if self.node:
                stack.callback(self.node.stop)
            for process in self.processes.values():
                stack.callback(process.stop)
            for process in self.processes.values():
                process.ask_to_stop()
        self.processes.clear()
