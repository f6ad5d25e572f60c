"""How a Dutch word sounds, roughly: who spells by ear writes "buro" and "psychies" (pure).

Spellings that sound alike become one. Not a transcription: two words are compared, nobody reads it.
"""

import re
from functools import lru_cache

_ALIKE = {
    "isch": "is",
    "eau": "o",
    "tie": "si",
    "ie": "i",
    "y": "i",
    "ij": "ei",
    "ou": "au",
    "ch": "g",
    "ph": "f",
    "v": "f",
    "th": "t",
    "dt": "t",
    "qu": "kw",
    "x": "ks",
    "z": "s",
}
_SPELLED = re.compile(
    "isch$|eau|(?<=.)tie|ij|ie|ou|ch|ph|th|dt|qu|(?P<soft>c(?=[eiy]))|(?P<hard>c)|(?P<last>d$)|[yvxz]"
)
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)  # of all words with one letter: they come back with the next word that nobody knows
def sound(word: str) -> str:
    """The same for words of plain letters that sound the same."""
    return _TWICE.sub(r"\1", _SPELLED.sub(_heard, word))


def _heard(found: re.Match[str]) -> str:
    return {"soft": "s", "hard": "k", "last": "t"}.get(found.lastgroup or "") or _ALIKE[found.group()]
