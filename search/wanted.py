"""The few words of texts that say something to one question (pure)."""

from collections.abc import Callable, Set
from typing import Generic, TypeVar

from search.analysis.compounds import with_parts

__all__ = ["Wanted"]

Made = TypeVar("Made")


class Wanted(Generic[Made]):
    """The words, as they are written, that have one of these tokens or are a compound with it; and what `make` makes
    of such a word.

    Nearly all words of a text have none, and they come again and again: each is looked at once, and whatever can be is
    done for all words of a text in one step.
    """

    def __init__(self, tokens: Set[str], make: Callable[[str], Made]) -> None:
        self._tokens, self._make = frozenset(tokens), make
        self._seen: set[str] = set()
        self._made: dict[str, Made] = {}

    def among(self, forms: Set[str]) -> list[tuple[str, Made]]:
        """Those of these words that are wanted, with what was made of them, in no order."""
        unseen = forms - self._seen
        self._seen |= unseen
        without = self._tokens.isdisjoint
        for form in [form for form in unseen if not without(with_parts(form))]:
            self._made[form] = self._make(form)
        return [(form, self._made[form]) for form in self._made.keys() & forms]
