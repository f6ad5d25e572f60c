"""The lists of Dutch words: made by `make word-lists`, read once per process, when a first word is looked at.

The files stand beside this module; ATTRIBUTION.md says where they come from.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from search.analysis.splitter import Splitter

FOLDER = Path(__file__).parent
LEMMAS = "lemmas.txt.gz"
PARTS = "parts.txt.gz"
WHOLE = "whole.txt.gz"
FILES = (LEMMAS, PARTS, WHOLE)


@lru_cache(maxsize=1)
def lemmas() -> dict[str, str]:
    """form -> token, for the forms that the stemmer alone gets wrong. A line: "token form form ..."."""
    found = {}
    for line in _lines(LEMMAS):
        token, *forms = line.split()
        found.update(dict.fromkeys(forms, token))
    return found


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """The splitter with its lists. A line of the parts: "codes word word ...".

    Codes: f(irst), s (takes a linking s), l(ast), e(veryday).
    """
    groups = {codes: words.split() for codes, _, words in (line.partition(" ") for line in _lines(PARTS))}
    first, linking, last, everyday = (
        frozenset(word for codes, words in groups.items() if code in codes for word in words) for code in "fsle"
    )
    return Splitter(first, linking, last, everyday, frozenset(_lines(WHOLE)))


@lru_cache(maxsize=1)
def digest() -> str:
    """Another one when any list changes."""
    return hashlib.sha256(b"".join((FOLDER / name).read_bytes() for name in FILES)).hexdigest()[:16]


def _lines(name: str) -> list[str]:
    return gzip.decompress((FOLDER / name).read_bytes()).decode("ascii").split("\n")[:-1]
