"""What stands between the spaces of texts, and which of it has a word with a certain token.

A page of results holds a question against thousands of words, of which a few say something. Spaces are found sooner
than words (docs/performance.md), and of a piece that was met before its tokens are known: so a text is taken apart at
its spaces alone, and of the pieces only those that matter are read.
"""

from collections.abc import Collection, Set
from itertools import chain

from search.analysis.compounds import with_parts
from search.analysis.tokens import written

__all__ = ["LATELY", "KnownPieces", "Lately", "pieces", "words_of"]

LONG = 64
"""Letters beyond which a piece is no word with its comma, but a text without spaces: that is taken apart into words."""


def pieces(text: str) -> frozenset[str]:
    """The different pieces of a text: its words, with what is written against them."""
    found = frozenset(text.split())
    if max(map(len, found), default=0) <= LONG:
        return found
    apart = (written(piece) if len(piece) > LONG else (piece,) for piece in found)
    return frozenset(chain.from_iterable(apart))


def words_of(found: Collection[str]) -> frozenset[str]:
    """The different words in these pieces, as they are written."""
    return frozenset(written(" ".join(found)))


class KnownPieces:
    """Pieces by the tokens of their words and of the parts of those. It only grows."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_token: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, new: frozenset[str]) -> None:
        """Come to know those that aren't known. Threads may share it: at worst each of them lists a piece."""
        if self._known.issuperset(new):
            return  # nearly always, and sooner known than which are not
        for piece in new.difference(self._known):
            for token in {token for word in written(piece) for token in with_parts(word)}:
                # In one step, so that of two threads with a new token neither loses the other's.
                self._by_token.setdefault(token, []).append(piece)
            # Last: who finds it known finds it by its tokens.
            self._known.add(piece)

    def having(self, tokens: Set[str]) -> frozenset[str]:
        """Those with a word that has one of these tokens, or is a compound with it."""
        return frozenset(chain.from_iterable(self._by_token.get(token, ()) for token in tokens))


class Lately:
    """The pieces of the texts that were read since it last began anew, which it does at `most` of them."""

    def __init__(self, most: int) -> None:
        self._most, self._known = most, KnownPieces()

    def met(self, found: frozenset[str]) -> KnownPieces:
        """What is known, these among it. When it is full it begins anew: what the words are made of is still known."""
        if len(self._known) >= self._most:
            self._known = KnownPieces()
        known = self._known  # another thread may begin anew meanwhile
        known.add(found)
        return known


LATELY = Lately(most=100_000)
"""A memory of this process, as those of tokens and parts are: of words without their texts. A piece takes some 200
bytes; ten thousand documents of the benchmark, with 72,000 different words, have as many."""
