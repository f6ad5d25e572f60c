"""What results can be narrowed by. One declaration here is mapping, count, form field, URL and chip."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model, TextChoices

Labels = Callable[[Collection[str]], Mapping[str, str]]
Renamed = Callable[[Collection[str]], Mapping[str, str]]


def nothing_renamed(slugs: Collection[str]) -> Mapping[str, str]:
    """For a facet whose values keep their slugs."""
    return {}


def choice_labels(choices: type[TextChoices]) -> Labels:
    """Names of the choices of a closed list, in its order: for a facet with `sort="given"`."""
    return lambda slugs: {choice.value: str(choice.label) for choice in choices if choice.value in slugs}


@dataclass(frozen=True)
class Kinship:
    """What it says of two documents that they share a value: how much, and how a reader is told ("zelfde" thema).

    `alone`: enough to call them alike. What half of all documents share (a phase) only adds.
    """

    weight: int
    one: str
    several: str
    alone: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow results.

    `key` is the URL parameter and the field in the index. `applies_to` is a class that a model inherits to
    have this facet; `values` gives the slugs of one item, `labels` the names for slugs in one query.
    `sort`: values by "count" (most first), "label", "value" (newest year first), or "given" (in the order of `labels`).
    """

    key: str
    label: str
    applies_to: type
    values: Callable[[Any], Iterable[str]]
    labels: Labels
    depends_on: tuple[type[Model], ...] = ()
    guarded: bool = False
    """Not everybody may see all of its values: `labels` names those that are public now, and is asked each time."""
    renamed: Renamed = nothing_renamed
    """The slugs of today for slugs of before: asked only about what `labels` doesn't know."""
    sort: Literal["count", "label", "value", "given"] = "count"
    position: int = 50
    kinship: Kinship | None = None
    folded: bool = False
    """Shown closed until somebody opens it: a page with every facet open is a form, not a list of results."""
    size: int = 500
    """How many values it can have at most: the engine is asked for as many (342 municipalities is the largest)."""
