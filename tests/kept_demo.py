"""The data of the demo as `make demo` prepares them, made once per run: half a minute of computing for each who asks.

A run of several legs names a folder that they share; without one each process of the tests makes its own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.environment import ROOT
from devtools.migrated import TEMPLATE
from devtools.test_legs import DEMO_FOLDER
from search.node.filelock import locked

PATIENCE = 1_800.0
"""Seconds that another process may take to make them: generous, for busy machines."""


class KeptDemo:
    """The data in a folder, there from the first time that somebody asks for them."""

    def __init__(self, folder: Path) -> None:
        self._var = folder / "var"
        self._lock = folder / "lock"

    @classmethod
    def of_run(cls, factory: pytest.TempPathFactory) -> "KeptDemo":
        """That of the run, or of this process."""
        shared = os.environ.get(DEMO_FOLDER)
        return cls(Path(shared) if shared else factory.getbasetemp() / "demo")

    def put(self, var: Path) -> None:
        """Database, pictures and all into the folder of a site."""
        with locked(self._lock, timeout=PATIENCE):
            if not self._var.exists():
                self._make()
        shutil.copytree(self._var, var, dirs_exist_ok=True)

    def _make(self) -> None:
        half = self._var.with_name("half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        if template := os.environ.get(TEMPLATE):
            shutil.copyfile(template, half / "db.sqlite3")
        own = {
            "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
            "DATABASE_URL": f"sqlite:///{half / 'db.sqlite3'}",
            "VAR_DIR": os.fspath(half),
            "OPENSEARCH_URL": "",
        }
        command = [sys.executable, "-m", "devtools.prepare"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        half.rename(self._var)
