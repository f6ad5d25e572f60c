"""Where a name can be begun by somebody who types: at the first letter of any of its words (pure)."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from search.analysis.tokens import fold

__all__ = ["Start", "begun", "starts"]

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


class Start(NamedTuple):
    """The text of a name from one of its words on, folded; `whole` when that word is the first."""

    text: str
    whole: bool


def starts(name: str) -> Iterator[Start]:
    """All beginnings of a name: "Nu Niet Zwanger" can be begun as "nu niet zw", "niet zw" and "zw"."""
    words = _WORD.findall(fold(name))[:MOST_WORDS]
    for place, word in enumerate(words):
        if place == 0 or word not in NO_BEGINNING:
            yield Start(" ".join(words[place:])[:MAX_LETTERS], whole=place == 0)


def begun(text: str) -> str:
    """What somebody typed so far, as names are begun: a space after it says that the last word is complete."""
    folded = " ".join(_WORD.findall(fold(text)))
    ended = folded and text[-1:].isspace()
    return f"{folded} "[:MAX_LETTERS] if ended else folded[:MAX_LETTERS]
