"""The beginning of a name that somebody means who mistyped it (pure): "kraamzrog" is nearly "kraamzorg"."""

from collections.abc import Iterable
from typing import Final

from search.question.spelling import LONG, distance

__all__ = ["FEWEST_LETTERS", "HEAD", "MOST_LETTERS", "nearest", "room"]

FEWEST_LETTERS: Final = 5
"""Of fewer letters too many other beginnings are near."""
MOST_LETTERS: Final = 24
"""Who typed more is asking a question, and doesn't begin a name."""
HEAD: Final = 2
"""Letters that must be right: a mistake is rarely made there, and by these the few names to compare are found."""


def room(typed: str) -> int:
    """Letters that may be wrong, as in a question."""
    return 2 if len(typed) >= LONG else 1


def nearest(typed: str, starts: Iterable[str]) -> str:
    """Of all beginnings of names the one nearest to what was typed, the longest of equals; "" when none is near."""
    allowed = room(typed)
    letters = set(typed)
    shortest, longest = len(typed) - allowed, len(typed) + allowed
    # A letter that is wrong is one letter that the other has not: most beginnings are ruled out by that.
    alike = {
        start[:longest]
        for start in starts
        if len(letters.difference(start[:longest])) <= allowed and len({*start[:shortest]} - letters) <= allowed
    }
    begun = {start[:length] for start in alike for length in range(shortest, longest + 1) if len(start) >= length}
    near = [(steps, -len(text), text) for text in begun if (steps := distance(typed, text, allowed)) <= allowed]
    return min(near, default=(0, 0, ""))[2]
