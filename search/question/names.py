"""Where a question has the name of a place, and what is left without it (pure)."""

import re
from collections.abc import Collection, Iterator, Sequence

from search.analysis.tokens import plain
from search.question.model import Place
from search.question.quotations import quotations

MOST_WORDS = 6
"""Words of a name: "Nieuwerkerk aan den IJssel" has four."""

_BEFORE_A_NAME = (
    {"gemeente", "gemeenten", "provincie", "regio", "stad"},
    {"de"},
    {"bij", "in", "over", "rond", "te", "tussen", "uit", "van", "voor"},
)
"""What goes with the name, from the name on: huisbezoek *in de gemeente* Leiden."""

_BETWEEN_NAMES = {"en", "of"}

_BETWEEN_SPACES = re.compile(r"\S+")


def names_at(text: str, places: Collection[Place]) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """(start, end, the places that it may be) of each name in a text."""
    found = list(_BETWEEN_SPACES.finditer(text))
    words = [word.group() for word in found]
    said = {plain(place.said) for place in places}
    at = 0
    while at < len(words):
        length = _name_at(words, at, said)
        if length:
            name = plain("".join(words[at : at + length]))
            meant = tuple(place for place in places if plain(place.said) == name)
            yield found[at].start(), found[at + length - 1].end(), meant
        at += length or 1


def without_names(text: str, places: Collection[Place]) -> str:
    """What is asked beside the places, as it was typed: "huisbezoek in Leiden" leaves "huisbezoek".

    Of what stands between quotes nothing is taken, unless it is a name and nothing more.
    """
    said = {plain(place.said) for place in places}
    kept: list[str] = []
    words = _quotations_as_one(text)
    place = after_name = 0
    while place < len(words):
        length = _name_at(words, place, said)
        if length:
            if after_name and after_name == place - 1 and plain(words[after_name]) in _BETWEEN_NAMES:
                kept.pop()
            after_name = place + length
            for belongs in _BEFORE_A_NAME:
                if kept and plain(kept[-1]) in belongs:
                    kept.pop()
        else:
            kept.append(words[place])
        place += length or 1
    return " ".join(kept)


def _quotations_as_one(text: str) -> list[str]:
    """The words of a text; a quotation, with what touches it, is one."""
    found = list(quotations(text))
    words: list[str] = []
    for word in _BETWEEN_SPACES.finditer(text):
        if any(start < word.start() < end for start, end in found):
            words[-1] += f" {word.group()}"
        else:
            words.append(word.group())
    return words


def _name_at(words: Sequence[str], place: int, said: Collection[str]) -> int:
    """How many words the name has that begins here, 0 if none does; of two names the longest."""
    for length in range(min(MOST_WORDS, len(words) - place), 0, -1):
        if plain("".join(words[place : place + length])) in said:
            return length
    return 0
