"""Words as both engines see them: one analysis for documents, queries and marks.

Plain for now: lower case, folding, the Porter stemmer for Dutch, no stop words ("Nu Niet Zwanger" is a name).
The engines get these tokens ready made and analyse nothing themselves (docs/adr/0005).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

ANALYSIS_VERSION = "plain-1"
"""Part of the index's fingerprint: another value asks for a rebuild."""

MAX_TOKEN = 64
"""Letters of a token that count; Dutch compounds stay well below, pasted nonsense does not."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ]s\b)?")
_POSSESSIVE = re.compile(r"['’ʼ]s$")


class Word(NamedTuple):
    """A word where it stands in the text, and its token."""

    start: int
    end: int
    token: str


def fold(text: str) -> str:
    """Lower case, without accents, ligatures taken apart (ĳ is ij)."""
    # Taken apart before and after: 𝝖 has a lower case only once it is Α, and İ leaves a dot behind.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":
    # "dutch" became Kraaij-Pohlmann in Snowball 3, which takes gezin for zin; dutch_porter is what Lucene has too.
    return snowballstemmer.stemmer("dutch_porter")


@lru_cache(maxsize=100_000)  # a few MB; a page of results meets the same words over and over
def token(word: str) -> str:
    """The token of one word, with its accents and case: "Coalities" and "coalities" are one."""
    folded = fold(_POSSESSIVE.sub("", word))[:MAX_TOKEN]
    kept = "".join(letter for letter in folded if letter.isalnum())
    return _stemmer().stemWord(kept) if kept else ""


def words(text: str) -> Iterator[Word]:
    """The words of a text with their places."""
    for match in _WORD.finditer(text):
        if found := token(match.group()):
            yield Word(match.start(), match.end(), found)


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    return [word.token for word in words(text)]
