"""Where a name can be begun by somebody who types: at the first letter of any of its words (pure)."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from search.analysis.tokens import fold

__all__ = ["Rank", "Start", "begun", "starts"]

MAX_LETTERS: Final = 40
"""Letters that are compared: whoever types on after forty knows what they look for."""
MOST_WORDS: Final = 12
"""Words of one name that it can be begun at."""
NO_BEGINNING: Final = frozenset((
    "aan", "als", "bij", "dat", "de", "die", "een", "en", "er", "het", "hoe", "in", "is", "je", "met", "naar", "of",
    "om", "op", "over", "te", "tot", "uit", "van", "voor", "wat", "we", "ze", "zo",
))  # fmt: skip
"""Nobody looks for a name by these, unless it begins with one: "de", not "de" in "Samen voor de wieg"."""

_WORD = re.compile(r"[^\W_]+")


class Rank(IntEnum):
    """How well a beginning tells that this is what somebody types, the best first."""

    NAME = 0
    OTHER_NAME = 1
    WORD_OF_NAME = 2
    WORD_OF_OTHER_NAME = 3


class Start(NamedTuple):
    """The text of a name from one of its words on, folded. `other` is that name when it isn't the first."""

    text: str
    rank: Rank
    other: str


def starts(name: str, other_names: Iterable[str] = ()) -> Iterator[Start]:
    """All beginnings of something: "Nu Niet Zwanger" can be begun as "nu niet zw", "niet zw" and "zw"."""
    for text, first in _begun_at(name):
        yield Start(text, Rank.NAME if first else Rank.WORD_OF_NAME, "")
    for other in other_names:
        for text, first in _begun_at(other):
            yield Start(text, Rank.OTHER_NAME if first else Rank.WORD_OF_OTHER_NAME, other)


@lru_cache(maxsize=4_096)  # the names of themes and places come by at every letter that anybody types
def _begun_at(name: str) -> tuple[tuple[str, bool], ...]:
    words = _WORD.findall(fold(name))[:MOST_WORDS]
    return tuple(
        (" ".join(words[place:])[:MAX_LETTERS], place == 0)
        for place, word in enumerate(words)
        if place == 0 or word not in NO_BEGINNING
    )


def begun(text: str) -> str:
    """What somebody typed so far, as names are begun: a space after it says that the last word is complete."""
    folded = " ".join(_WORD.findall(fold(text)))
    ended = folded and text[-1:].isspace()
    return f"{folded} "[:MAX_LETTERS] if ended else folded[:MAX_LETTERS]
