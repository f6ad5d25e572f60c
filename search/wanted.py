"""The few words of texts that say something to one question (pure)."""

from collections.abc import Callable, Set
from typing import Generic, TypeVar

from search.analysis.compounds import with_parts
from search.analysis.pieces import LATELY, KnownPieces
from search.analysis.tokens import written

__all__ = ["Wanted"]

Made = TypeVar("Made")


class Wanted(Generic[Made]):
    """The words, as they are written, that have one of these tokens or are a compound with it; and what `make` makes
    of such a word, once.
    """

    def __init__(self, tokens: Set[str], make: Callable[[str], Made]) -> None:
        self._tokens, self._make = frozenset(tokens), make
        self._made: dict[str, Made] = {}
        self._known, self._as_many = KnownPieces(), 0
        self._having: frozenset[str] = frozenset()

    def among(self, pieces: frozenset[str]) -> list[tuple[str, Made]]:
        """Those of the words in these pieces that are wanted, with what was made of them, in no order."""
        known = LATELY.met(pieces)
        if known is not self._known or len(known) != self._as_many:
            self._known, self._as_many = known, len(known)
            self._having = known.having(self._tokens)
        words = {word for piece in self._having & pieces for word in written(piece)}
        return [(word, self._of(word)) for word in words if not self._tokens.isdisjoint(with_parts(word))]

    def _of(self, word: str) -> Made:
        if word not in self._made:
            self._made[word] = self._make(word)
        return self._made[word]
