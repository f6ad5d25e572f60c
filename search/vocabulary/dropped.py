"""Words of a question that are dropped, unless they belong to a name."""

from search.analysis.function_words import DROPPED
from search.analysis.tokens import fold, written

__all__ = ["DROPPED", "says_nothing"]


def says_nothing(text: str) -> bool:
    """Whether a text has none but such words: "de het", "hoe dan"."""
    return all(fold(word) in DROPPED for word in written(text))
