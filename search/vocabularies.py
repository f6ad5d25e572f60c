"""Names that their owners know, and that lead to a value of a facet: "leiden" to the municipality."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """One kind of names. `find(text)` gives (value of the facet, label) for each that a question names, in at most one
    query; a document with that value comes before others, and a page may offer to narrow to it.
    """

    key: str
    facet: str
    find: Callable[[str], Sequence[tuple[str, str]]]
