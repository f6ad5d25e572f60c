"""How a word sounds in Dutch, so that who spells by ear is understood; and a text as sentences of such words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["one_off", "sentences", "sound"]

END: Final = re.compile(r"[.!?;…]|\n\s*\n")
WORD: Final = re.compile(r"[\w'’`]+")
SOUNDS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"['’`_]", ""),
        (r"^veer", "fir"),  # "veerkracht" is another word than what begins with "ver"
        (r"ij|ei|y", "y"),
        (r"au", "ou"),
        (r"ch", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"v", "f"),
        (r"ie", "i"),
        (r"dt", "t"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)d$", "t"),
        (r"(?<=...)en$", "e"),
    )
)
"""What sounds the same is written the same: "lijden" and "leiden", "wordt" and "wort", "geslagen" and "geslage"."""


def sound(word: str) -> str:
    """A word by its sound: small letters without accents, what sounds alike made equal."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    for pattern, instead in SOUNDS:
        folded = pattern.sub(instead, folded)
    return folded


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence, by their sound. A single line end is no end: pasted texts have those anywhere."""
    heard: dict[str, str] = {}
    for sentence in END.split(text):
        words = WORD.findall(sentence)
        heard.update((word, sound(word)) for word in words if word not in heard)
        if folded := [heard[word] for word in words if heard[word]]:
            yield folded


def one_off(word: str, other: str) -> bool:
    """Whether two words differ by one letter at most: another, one too many, or two swapped."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
