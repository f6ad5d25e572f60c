"""Where a text names a town. Pure: the names to look for are given, folded as places.rules.fold does."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from places.rules import fold
from stories.word_lists import words_of

__all__ = ["named_towns"]

_WORD: Final = re.compile(r"(?:['’‘]s[- ])?[^\W\d_]+(?:['’-][^\W\d_]+)*")
_THERE: Final = re.compile(r"(?<!\w)(in|uit|naar|bij|te|rond|rondom|vanuit|buiten|gemeente|stad|dorp) $", re.IGNORECASE)
_LONGEST_THERE = 10
_MOST_HYPHENS = 5

Span = tuple[int, int]


def named_towns(text: str, names: Collection[str]) -> Iterator[Span]:
    """The names in a text, the longest of those that begin at the same word.

    With a capital, anywhere; in small letters, or where it is another word too, behind a word that says a place comes:
    which of those words count for which name says towns_that_are_words.txt. "Zutphen-Noord" and "Zutphens" count too.
    """
    most_words: dict[str, int] = {}
    for name in names:
        first = name.partition("-")[0]
        most_words[first] = max(name.count("-") + 1, most_words.get(first, 0))
    words = list(_WORD.finditer(text)) if names else []
    place = 0
    for number, word in enumerate(words):
        there = _THERE.search(text, max(0, word.start() - _LONGEST_THERE), word.start())
        if word.start() < place or not (there or _may_begin(word[0])):
            continue
        most = max(most_words.get(first, 0) for first in _read_as(fold(word[0]).partition("-")[0]))
        if end := _end(text, words[number : number + most], names, there[1].lower() if there else ""):
            yield word.start(), end
            place = end


def _may_begin(word: str) -> bool:
    return word[0].isupper() or not word[0].isalpha() or word in ("de", "den", "het")


def _end(text: str, words: list[re.Match[str]], names: Collection[str], there: str) -> int:
    """Where the longest name ends that begins with these words, with the quarter behind it; 0 for none."""
    for last in reversed(words):
        before = text[words[0].start() : last.start()]
        for part in _parts(last[0]):
            named = before + part
            meant = next(filter(names.__contains__, _read_as(fold(named))), "")
            if meant and "\n" not in named and _is_sure(meant, there, small=named.islower()):
                return last.end()
    return 0


def _parts(word: str) -> Iterator[str]:
    """The word, and what stands before each of its hyphens, the longest first."""
    parts = word.split("-", _MOST_HYPHENS)
    return ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def _read_as(folded: str) -> tuple[str, str]:
    """With the s of "Zutphens", and without."""
    return folded, folded.removesuffix("s")


def _is_sure(name: str, there: str, *, small: bool) -> bool:
    if name not in _other_words():
        return bool(there) or not small
    if not small:
        return bool(there)
    return there == "gemeente" or (there in ("in", "uit") and not _other_words()[name])


@cache
def _other_words() -> dict[str, bool]:
    """The names that are another word too; True for one that has that meaning behind "in" as well ("?" in the file)."""
    return {name.rstrip("?"): name.endswith("?") for name in words_of("towns_that_are_words.txt")}
