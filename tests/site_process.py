"""Processes of the site on a SQLite file: forked from one in which Django is up, since setting it up takes seconds.

One such process stands ready per process of the tests, for all tests that ask for it.
"""

import os
from collections.abc import Callable
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connection

# On import, which is how the process that stands ready is told.
if not apps.ready:
    django.setup()

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])


def start(database: Path, work: Callable[..., object], *arguments: object) -> BaseProcess:
    """A process that does this work, a function at the top of a module, with this file for a database."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", f"sqlite:///{database}")
        forkserver.ensure_running()
    process = CONTEXT.Process(target=_on, args=(os.fspath(database), work, *arguments), daemon=True)
    process.start()
    return process


def done(database: Path, work: Callable[..., object], *arguments: object) -> None:
    """Do this work in a process of its own, to its end."""
    process = start(database, work, *arguments)
    process.join()
    assert process.exitcode == 0


def make_table(label: str) -> None:
    """All of the database that work with one model needs: a tenth of the time of a migrated one."""
    with connection.schema_editor() as editor:
        editor.create_model(apps.get_model(label))


def _on(database: str, work: Callable[..., object], *arguments: object) -> None:
    connection.settings_dict["NAME"] = database
    work(*arguments)
    connection.close()
