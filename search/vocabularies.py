"""Names that their owners know, and that lead to a value of a facet: "leiden" to the municipality."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """A value of a facet that a question names, with its label of today, and its name as `said` there (folded).

    What can be understood in two ways comes twice with the same `said`, the likeliest first. Without `facet` it is a
    name that is known and leads to nothing: nobody mistyped it.
    """

    facet: str
    value: str
    label: str
    said: str


@dataclass(frozen=True)
class Vocabulary:
    """One kind of names. `find(texts)` gives for each question those that it names, in a fixed number of queries.

    A document with that value has what the name asks for, and comes before others; a page may offer to narrow to it.
    `words()`: each word of all these names as it is written, by its plain letters: for who mistyped one.
    """

    key: str
    find: Callable[[Sequence[str]], Sequence[Sequence[Name]]]
    words: Callable[[], Mapping[str, str]] = dict
