"""AND, OR and NOT as other search engines have them: no words here, and no commands either (pure)."""

from collections.abc import Sequence

from search.analysis.tokens import fold
from search.vocabulary.dropped import DROPPED

OPERATORS = frozenset({"AND", "OR", "NOT"})


def operators(typed: Sequence[str]) -> frozenset[int]:
    """The places of the operators in a row of words: in capitals, between two words that count.

    "De OR betrekken" is about a works council.
    """
    return frozenset(
        place
        for place in range(1, len(typed) - 1)
        if typed[place] in OPERATORS and _counts(typed[place - 1]) and _counts(typed[place + 1])
    )


def _counts(word: str) -> bool:
    return fold(word) not in DROPPED
