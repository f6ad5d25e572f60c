"""What was public when: each committed change writes it down, between two looks at the clock.

The clock is that of the machine since it started, which all processes share (CLOCK_MONOTONIC).
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import Model

from search import registry

Titles = dict[str, str]
"""What is public: the title of each document, by its key ("approach:12")."""


@dataclass(frozen=True)
class Commit:
    """A committed change: it came through after `after` and before `before`; `public` and `gone` are what differs
    from the previous commit of the same writer."""

    after: float
    before: float
    public: Titles
    gone: list[str]


def public_titles() -> Titles:
    """All that is public at this moment."""
    return {
        f"{document.key}:{pk}": title
        for document in registry.document_types()
        for pk, title in document.public().order_by().values_list("pk", _title_of(document.model))
    }


def _title_of(model: type[Model]) -> str:
    try:
        return model._meta.get_field("title").name
    except FieldDoesNotExist:
        return "name"


class Witness:
    """Writes down the commits of one writer, in the order in which they came through."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: Titles = {}

    @contextmanager
    def watching(self, *, taken_back: bool = False) -> Iterator[None]:
        """A transaction that is written down if it commits; with `taken_back` it is rolled back at its end.

        What is public is read while this transaction has the only right to write, so no other one comes between.
        """
        stamps: list[float] = []
        public: Titles = {}
        after = 0.0
        try:
            with transaction.atomic():
                # The first to hear of the commit: what is built after it takes time.
                transaction.on_commit(lambda: stamps.append(time.monotonic()))
                yield
                public = public_titles()
                after = time.monotonic()
                transaction.set_rollback(taken_back)
        finally:
            # What fails after the commit (Wagtail's own tasks, on a database that is locked) undoes nothing.
            if stamps:
                self._write(after, stamps[0], public)

    def _write(self, after: float, before: float, public: Titles) -> None:
        changed = {key: title for key, title in public.items() if self._known.get(key) != title}
        gone = sorted(self._known.keys() - public.keys())
        self._known = public
        append(self._path, asdict(Commit(after, before, changed, gone)))


def append(path: Path, line: dict[str, Any]) -> None:
    """Add a line that is there whatever happens to the process afterwards."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
