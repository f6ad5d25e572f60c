"""The names of the values of facets, kept by each process for a minute: every page of results shows hundreds.

What is known is forgotten at once where it changes, and after a minute where another process changed it. A value that
isn't known yet is looked up, so nothing new waits for that minute.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from search import registry
from search.facets import Facet

__all__ = ["connect", "forget", "names"]

KEPT = 60
"""Seconds; a theme that is renamed shows everywhere within a minute."""


@dataclass
class _Memory:
    """Names by value, by facet. `clock` gives seconds that never go back."""

    clock: Callable[[], float] = time.monotonic
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    until: float = 0.0

    def of(self, facet: Facet, values: Collection[str]) -> Mapping[str, str]:
        if self.clock() >= self.until:
            self.known, self.until = {}, self.clock() + KEPT
        known = self.known.setdefault(facet.key, {})
        if unknown := {value for value in values if value not in known}:
            known.update(facet.labels(unknown))
        return {value: known[value] for value in values if value in known}

    def forget(self) -> None:
        self.until = 0.0


_memory = _Memory()


def names(facet: Facet, values: Collection[str]) -> Mapping[str, str]:
    """The name of each of these values that exists: one query at most, none for those that were asked before."""
    # The names of a closed list stand in the code, and their order there is that of the page.
    return _memory.of(facet, values) if facet.depends_on else facet.labels(values)


def forget() -> None:
    """Ask for all names anew."""
    _memory.forget()


def connect() -> None:
    """Forget the names when something that has one is saved or goes."""
    for model in {model for facet in registry.facets() for model in facet.depends_on}:
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"search.names.{model._meta.label_lower}.{id(signal)}")


def _changed(sender: type[Model], **kwargs: Any) -> None:
    forget()
