"""The name that a teller wants with a story: whether it looks like a full name, in any script.

Pure, and a guess: a name of more than one word may be made up too. What it says is a hint, never a verdict.
"""

import re
import unicodedata
from typing import Final

__all__ = ["looks_full"]

_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
"""Not the "B." of "Noor B."."""
_AND: Final = re.compile(r"\s(?:en|and|ve|und|et|i|и|й|і|та|&|\+)\s", re.IGNORECASE)
_BEFORE_SURNAME: Final = frozenset({"van", "de", "der", "den", "ter", "ten"})
_NO_NAMES: Final = _BEFORE_SURNAME | {
    "een", "het", "mijn", "onze", "uit", "voor", "twee", "drie", "vier", "vijf",
    "mama", "moeder", "vader", "papa", "oma", "opa", "ouder", "ouders", "kind", "kinderen", "dochter", "zoon", "baby",
    "the", "of", "my", "mother", "mum", "mom", "father", "dad", "grandma", "grandpa", "parent",
}  # fmt: skip
"""In small letters, what may stand beside a first name."""


def looks_full(name: str) -> bool:
    """Whether somebody in it has two words for a name, or one that can only be a surname ("De Wit")."""
    return any(_is_full(_WORD.findall(who)) for who in _AND.split(_without_marks(name)))


def _is_full(words: list[str]) -> bool:
    small = [word.lower() for word in words]
    if len([word for word in small if word not in _NO_NAMES]) > 1:
        return True
    return len(words) > 1 and small[0] in _BEFORE_SURNAME and small[1] not in _NO_NAMES and words[1].istitle()


def _without_marks(name: str) -> str:
    """Without accents and signs of vowels: in some scripts those stand between the letters of a word."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if unicodedata.category(char)[0] != "M")
