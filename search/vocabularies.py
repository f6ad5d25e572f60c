"""Names that their owners know, and that lead to a value of a facet: "leiden" to the municipality."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """A value of a facet that a question names, with its label of today, and its name as `said` there (folded)."""

    facet: str
    value: str
    label: str
    said: str


@dataclass(frozen=True)
class Vocabulary:
    """One kind of names. `find(text)` gives those that a question names, in a fixed number of queries.

    A document with that value comes before others, and a page may offer to narrow to it.
    """

    key: str
    find: Callable[[str], Sequence[Name]]
