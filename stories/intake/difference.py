"""What editors changed in a text, so that a teller can see it: by paragraph, by sentence, then word by word. Pure.

What stands once in both texts holds them together (as in a patience diff); what lies between is looked at more finely.
So a long text costs time in proportion to its length, and what lies between two words in common is compared exactly
as long as there is WORK left.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

__all__ = ["MOST_WORK", "Change", "Part", "Work", "difference"]

MOST_WORK: Final = 1_000_000
"""Pairs of words that are compared one by one in all, half a second here; beyond it a part is replaced as a whole."""
_ENDS: Final = (
    re.compile(r"\n+"),  # of paragraphs
    re.compile(r"[.!?…]\s+"),  # of sentences
    re.compile(r"\s+|\S+"),  # of words, and of what is between them
)
"""Each looks at a character a few times at most, whatever the text is."""


class Change(StrEnum):
    """What happened to a part of the text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Part:
    """A run of words."""

    change: Change
    text: str


@dataclass
class Work:
    """How many pairs of words were compared."""

    most: int = MOST_WORK
    done: int = 0

    def take(self, pairs: int) -> bool:
        """Whether there is room for as many; then they count."""
        if self.done + pairs > self.most:
            return False
        self.done += pairs
        return True


def difference(before: str, after: str, work: Work | None = None) -> list[Part]:
    """The parts in reading order: what is gone comes before what is new in its place."""
    return list(_tidy(_compared(before, after, 0, work or Work())))


def _compared(before: str, after: str, level: int, work: Work) -> Iterator[Part]:
    """The parts, of which some may be empty or two the same. At most a level deeper for what lies between anchors."""
    if level == len(_ENDS):
        yield from _exactly(before, after, work)
        return
    old, new = _cut(before, level), _cut(after, level)
    at, new_at = 0, 0
    for index, new_index, length in (*_anchors(old, new), (len(old), len(new), 0)):
        yield from _compared("".join(old[at:index]), "".join(new[new_at:new_index]), level + 1, work)
        at, new_at = index + length, new_index + length
        yield Part(Change.SAME, "".join(old[index:at]))


def _cut(text: str, level: int) -> list[str]:
    """Its pieces of this level; joined together they are the text."""
    ends = [match.end() for match in _ENDS[level].finditer(text)]
    return [text[start:end] for start, end in pairwise((0, *ends, len(text))) if start < end]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where both are the same, in order, as (place, place, length): their two ends, and what stands once in both."""
    ahead = _common(old, new)
    behind = _common(old[ahead:][::-1], new[ahead:][::-1])
    ends = len(old) - behind, len(new) - behind
    once = _once(old[ahead : ends[0]]), _once(new[ahead : ends[1]])
    pairs = [(ahead + once[0][item], ahead + once[1][item], 1) for item in once[0] if item in once[1]]
    return [(0, 0, ahead), *_rising(pairs), (*ends, behind)]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many are the same from the start on."""
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _once(items: Sequence[str]) -> dict[str, int]:
    """What stands there once, with its place, in order. White space holds nothing together."""
    counted = Counter(items)
    return {item: place for place, item in enumerate(items) if counted[item] == 1 and not item.isspace()}


def _rising(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest row of pairs that rise in both places; they rise in the first already."""
    tops: list[int] = []
    """By length of a row: the lowest second place that one of it ends in."""
    ends: list[int] = []
    """By length of a row: the pair that it ends with."""
    before: list[int] = []
    for number, (_place, new_place, _length) in enumerate(pairs):
        length = bisect_left(tops, new_place)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1], ends[length : length + 1] = [new_place], [number]
    found, number = [], ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _exactly(before: str, after: str, work: Work) -> Iterator[Part]:
    """Word by word, with as much in common as there can be; all of it replaced when that takes too much work."""
    old, new = _cut(before, -1), _cut(after, -1)
    if not old or not new or not work.take(len(old) * len(new)):
        yield from (Part(Change.GONE, before), Part(Change.NEW, after))
        return
    rest = _lengths(old, new)
    at, new_at = 0, 0
    while at < len(old) or new_at < len(new):
        if at < len(old) and new_at < len(new) and old[at] == new[new_at]:
            yield Part(Change.SAME, old[at])
            at, new_at = at + 1, new_at + 1
        elif new_at == len(new) or (at < len(old) and rest[at + 1][new_at] >= rest[at][new_at + 1]):
            yield Part(Change.GONE, old[at])
            at += 1
        else:
            yield Part(Change.NEW, new[new_at])
            new_at += 1


def _lengths(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """How much `old[i:]` and `new[j:]` have in common at most, by i and j."""
    rows = [[0] * (len(new) + 1)]
    for word in reversed(old):
        below, row = rows[-1], [0]
        for place in range(len(new) - 1, -1, -1):
            row.append(below[place + 1] + 1 if word == new[place] else max(below[place], row[-1]))
        rows.append(row[::-1])
    return rows[::-1]


def _tidy(parts: Iterator[Part]) -> Iterator[Part]:
    """None empty, and between two that are the same: at most one that is gone, then at most one that is new."""
    for same, run in groupby((part for part in parts if part.text), key=lambda part: part.change == Change.SAME):
        group = list(run)
        for change in (Change.SAME,) if same else (Change.GONE, Change.NEW):
            text = "".join(part.text for part in group if part.change == change)
            if text:
                yield Part(change, text)
