"""The whole site as real processes on this machine, with a node of its own that can be stopped and started.

For what no test inside one process can show: a worker that is killed, an engine that goes away and comes back.
"""

import json
import os
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from search.node import ports
from search.node.launch import LocalNode

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a thing that should have happened won't: generous, for busy machines."""


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until it holds; AssertionError when it doesn't within PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@dataclass
class RunningSite:
    """Web, worker, database file and node of one site in a folder of its own."""

    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    node: LocalNode | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "VAR_DIR": os.fspath(self.folder),
            "INDEX_PREFIX": f"thread-{self.folder.name}".lower(),
            "OPENSEARCH_URL": self.node.url if self.node else "",
            "BASE_URL": self.url,
        }
        return {**os.environ, **own}

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of the site to its end."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert not check or done.returncode == 0, done.stderr[-2_000:]
        return done

    def check_index(self) -> dict[str, int]:
        return dict(json.loads(self.manage("check_index", "--json", check=False).stdout or "{}"))

    def index_is_equal(self) -> bool:
        report = self.check_index()
        return bool(report) and not (report["missing"] or report["extra"] or report["stale"])

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def start_node(self) -> None:
        self.node = self.node or LocalNode(data=self.folder / "opensearch")
        self.node.start()

    def start_worker(self) -> None:
        self.start("worker", "manage.py", "index_worker")

    def start_web(self) -> None:
        self.port = ports.first_free(random.sample(range(8_300, 9_000), 50)) or 0
        self.start(
            "web", "-m", "gunicorn", "ks_site.wsgi:application", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"
        )
        eventually(lambda: self.status("/healthz") == 200, "de site start niet")

    def status(self, path: str) -> int:
        """The status that a path answers with; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            return 0

    def kill(self, name: str) -> None:
        """As hard as it goes."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(timeout=20)
        if self.node:
            self.node.stop()
