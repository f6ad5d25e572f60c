"""Splits a Dutch compound into the words it was put together from, with given lists (pure).

Full cover: every letter belongs to a part or to a linking s. The fewest parts win; then where the s
of a link stands as it does with that word; then the fewest short parts, the fewest uncommon ones, and the longest part
in front (buurt+huis, not buur+thuis). Knows no stemmer and reads no file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

MIN_PART = 3
"""Letters of the shortest part. The lists hold few of three letters: most of those occur in words by chance."""

SHORT = 4
"""Parts of so many letters or fewer count as short: of two ways to split, the one with longer parts is likelier."""

MIN_WORD = 6
"""Shorter words aren't looked at: two parts of three letters."""

MIN_RESPLIT = 8
"""Letters of a part that may be a compound itself (gezondheidszorg in jeugdgezondheidszorg)."""

MAX_WORD = 40
"""Longer is no word; the work grows with the square of the length."""


@dataclass(frozen=True)
class Splitter:
    """The lists, folded."""

    first: frozenset[str]
    """May stand before another part."""
    linking: frozenset[str]
    """Of these: takes a linking s (gezondheid-s-zorg), so that an s behind it is one."""
    last: frozenset[str]
    """May end a compound."""
    everyday: frozenset[str]
    """Of all these: common."""
    whole: frozenset[str]
    """Is never split."""

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word from front to back, without linking s; () when it isn't a compound."""
        if not MIN_WORD <= len(word) <= MAX_WORD or word in self.whole:
            return ()
        found: list[str] = []
        pieces = self._cover(word)
        for place, piece in enumerate(pieces):
            part = piece if place == len(pieces) - 1 else self._unlinked(piece)
            found.extend((self.split(part) if len(part) >= MIN_RESPLIT else ()) or (part,))
        return tuple(found)

    def within(self, word: str, parts: Sequence[str]) -> tuple[str, ...]:
        """The listed words that are made of some of the parts: gezondheidszorg in jeugdgezondheidszorg."""
        places, start = [], 0
        for part in parts:
            start = word.index(part, start)
            places.append((start, start + len(part)))
            start += len(part)
        runs = [run for run in combinations(range(len(parts)), 2) if run != (0, len(parts) - 1)]
        made = (word[places[one][0] : places[other][1]] for one, other in runs)
        return tuple(run for run in made if run in self.first or run in self.last)

    def _cover(self, word: str) -> tuple[str, ...]:
        """The best row of pieces that covers the word, linking s included; () when there is none of two or more."""
        end = len(word)
        # Where the rest of the word is covered from, the end first: only there may a piece end.
        best = {end: _Cover(_Cost(), end)}
        for stop in range(end, MIN_PART - 1, -1):
            if stop not in best:
                continue
            rest = best[stop].cost
            for start in self._starts(word, stop):
                cost = self._cost(word, start, stop, rest)
                # Of equals the first stays, and that has the longest first piece.
                if start not in best or cost < best[start].cost:
                    best[start] = _Cover(cost, stop)
        return tuple(_pieces(word, best)) if 0 in best else ()

    def _starts(self, word: str, stop: int) -> list[int]:
        """Where a piece may begin that ends there. Most words are no compound, so this is nearly all of the work."""
        first, last, latest = self.first, self.last, stop - MIN_PART + 1
        if stop == len(word):
            return [start for start in range(1, latest) if word[start:] in last]
        starts = [start for start in range(latest) if word[start:stop] in first]
        if word[stop - 1] == "s":
            starts += [start for start in range(latest) if word[start : stop - 1] in first]
        return starts

    def _cost(self, word: str, start: int, stop: int, rest: "_Cost") -> "_Cost":
        piece = word[start:stop]
        part = piece if stop == len(word) else self._unlinked(piece)
        # levens+loop, not leven+sloop; baby+spullen, not babys+pullen
        odd = (part == piece and part in self.linking and word[stop : stop + 1] == "s") or (
            part != piece and part not in self.linking
        )
        return _Cost(
            rest.parts + 1,
            rest.odd_links + odd,
            rest.short + (len(part) <= SHORT),
            rest.uncommon + (part not in self.everyday),
        )

    def _unlinked(self, piece: str) -> str:
        bare = piece[:-1]
        if piece[-1] == "s" and bare in self.first and (bare in self.linking or piece not in self.first):
            return bare
        return piece


class _Cost(NamedTuple):
    """Less is better, the first column counts most."""

    parts: int = 0
    odd_links: int = 0
    short: int = 0
    uncommon: int = 0


class _Cover(NamedTuple):
    """The best way to cover a word from some place on."""

    cost: _Cost
    stop: int
    """Where its first piece ends."""


def _pieces(word: str, best: dict[int, _Cover]) -> list[str]:
    pieces, start = [], 0
    while start < len(word):
        stop = best[start].stop
        pieces.append(word[start:stop])
        start = stop
    return pieces
