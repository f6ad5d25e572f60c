"""Words of a question that are dropped, unless they belong to a name."""

from search.analysis.function_words import FUNCTION_WORDS
from search.analysis.tokens import fold, written

DROPPED = FUNCTION_WORDS | {"geen", "niet", "nu", "zonder"}
"""Folded forms. What is denied is still what a text is about: "zonder oordeel" is about oordelen."""


def says_nothing(text: str) -> bool:
    """Whether a text has none but such words: "de het", "hoe dan"."""
    return all(fold(word) in DROPPED for word in written(text))
