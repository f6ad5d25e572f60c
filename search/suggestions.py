"""Ways on that are no documents: themes, places. Their owners register how they are found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """A page of the site that may be what somebody looks for, e.g. ("Thema", "Geldzorgen", "/themas/geldzorgen/")."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class Suggestions:
    """One kind of ways on. `find(text, limit)` gives those that a question names, best first, in at most one query;
    for an empty text those that serve anybody (none is fine)."""

    key: str
    find: Callable[[str, int], Sequence[Suggestion]]
