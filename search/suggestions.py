"""Ways on that are no documents: themes, places. Their owners register how they are found, and how completed."""

from collections.abc import Callable, Iterable, Sequence
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


@dataclass(frozen=True)
class Named:
    """A page of the site that is no document, by its name and the other names that people use for it.

    `route` and `slug` make its address; that is asked for the few that are offered only.
    """

    label: str
    route: str
    slug: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Completions:
    """One kind of pages that is offered while somebody types, under the heading `label`, at `position` among the kinds.

    `find(text)` gives at least all of which a name has a word that begins with the text, in at most one query. More
    is no fault: what doesn't begin so is left out by the search.
    """

    key: str
    label: str
    position: int
    find: Callable[[str], Iterable[Named]]
