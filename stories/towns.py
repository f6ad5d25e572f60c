"""Where a text names a town. Pure: the names to look for are given, folded as places.rules.fold does."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from places.rules import fold
from stories.word_lists import words_of

__all__ = ["named_towns"]

_WORD: Final = re.compile(r"(?:['’‘]s-)?[^\W\d_]+(?:['’-][^\W\d_]+)*")
_THERE: Final = re.compile(
    r"(?<!\w)(?:in|uit|naar|bij|te|rond|rondom|vanuit|buiten|gemeente|stad|dorp) $", re.IGNORECASE
)
_LONGEST_THERE = 10

Span = tuple[int, int]


def named_towns(text: str, names: Collection[str]) -> Iterator[Span]:
    """The names in a text, the longest of those that begin at the same word.

    With a capital, anywhere; in small letters, or where it is another word too, behind a word that says a place comes.
    """
    most_words: dict[str, int] = {}
    for name in names:
        first = name.partition("-")[0]
        most_words[first] = max(name.count("-") + 1, most_words.get(first, 0))
    words = list(_WORD.finditer(text)) if names else []
    place = 0
    for number, word in enumerate(words):
        there = _THERE.search(text, max(0, word.start() - _LONGEST_THERE), word.start()) is not None
        if word.start() < place or not (there or _may_begin(word[0])):
            continue
        most = most_words.get(fold(word[0]).partition("-")[0], 0)
        if end := _end(text, words[number : number + most], names, there):
            yield word.start(), end
            place = end


def _may_begin(word: str) -> bool:
    return word[0].isupper() or not word[0].isalpha() or word in ("de", "den", "het")


def _end(text: str, words: list[re.Match[str]], names: Collection[str], there: bool) -> int:
    """Where the longest name ends that begins with these words; 0 for none."""
    for last in reversed(words):
        named = text[words[0].start() : last.end()]
        sure = there or (not named.islower() and fold(named) not in _other_words())
        if fold(named) in names and sure and "\n" not in named:
            return last.end()
    return 0


@cache
def _other_words() -> frozenset[str]:
    return frozenset(words_of("towns_that_are_words.txt"))
