"""How a word sounds in Dutch, so that who spells by ear is understood; and a text as sentences of such words."""

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final, NamedTuple

__all__ = ["EXACT", "Heard", "beginnings", "exact", "one_off", "sentences", "sound"]

END: Final = re.compile(r"[.!?;…]|\n\s*\n")
APOSTROPHES: Final = "'’‘`´ʼ′"
NO_APOSTROPHE: Final = dict.fromkeys(map(ord, APOSTROPHES))
WORD: Final = re.compile(rf"[\w{APOSTROPHES}]+")
SELF: Final = re.compile(r"\b(me|mij|zich|zig|hem|haar)\s+(?=zelf\b)", re.IGNORECASE)
"""Written apart it is one word: "me zelf"."""
JOINED: Final = re.compile(
    r"\bk(?=(?:heb|had|ben|was|wil|wou|zal|zou|kan|kon|ga|moet|voel|denk|krijg|durf|zie|zen)\b)", re.IGNORECASE
)
"""As it is said, in one: "kheb", "kben"."""
SPOKEN: Final = {"nie": "niet", "ni": "niet", "nt": "niet", "da": "dat", "hare": "haar"}
"""How somebody from the south or in a hurry says it, and the word as it is in the rules. Not "der" and "dr" for "er":
these are in names of people, "Van der Berg" and "dr. Berg"."""
EXACT: Final = "'"
"""Before a word that is known by its letters, not by how a Dutch reader would say it."""
UNENDED: Final = "·"
SOUNDS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"_", ""),
        (r"^veer", "fir"),  # "veerkracht" is another word than what begins with "ver"
        (r"ij|ei|y", "y"),
        (r"au", "ou"),
        (r"ch", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),  # "sex" and "seks"
        (r"z", "s"),
        (r"v", "f"),
        (r"ie", "i"),
        (r"dt", "t"),
        (r"([^\W\d])\1+", r"\1"),
        (r"(?<=.)d$", "t"),
        (r"(?<=...)en$", "e"),
    )
)
"""What sounds the same is written the same: "lijden" and "leiden", "wordt" and "wort", "geslagen" and "geslage"."""


class Heard(NamedTuple):
    """A word as it sounds and as it is written (`exact`)."""

    sound: str
    letters: str


def sound(word: str) -> str:
    """A word by its sound: small letters without accents, what sounds alike made equal."""
    folded = _folded(word)
    folded = SPOKEN.get(folded, folded)
    for pattern, instead in SOUNDS:
        folded = pattern.sub(instead, folded)
    return folded


def beginnings(stem: str) -> set[str]:
    """How a word that begins so may begin to sound: by what follows, the "c" of "przemoc" is a "k", an "s" or a "g"."""
    alone, open_ended = sound(stem), sound(stem + UNENDED).rstrip(UNENDED)
    followed = {sound(stem + letter + UNENDED).rstrip(UNENDED) for letter in ascii_lowercase}
    return {alone, open_ended} | {begun for begun in followed if not begun.startswith((alone, open_ended))}


def exact(word: str) -> str:
    """A word by its letters: small, without accents, and marked so that it is no other word's sound."""
    return EXACT + _folded(word)


def _folded(word: str) -> str:
    folded = word.translate(NO_APOSTROPHE)  # first: a letter made simpler may leave a space for its apostrophe
    folded = unicodedata.normalize("NFKD", folded.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def sentences(text: str) -> Iterator[list[Heard]]:
    """The words of each sentence, as heard. A single line end is no end: pasted texts have those anywhere."""
    heard: dict[str, Heard] = {}
    for sentence in END.split(JOINED.sub("k ", SELF.sub(r"\1", text))):
        words = WORD.findall(sentence)
        heard.update((word, Heard(sound(word), exact(word))) for word in words if word not in heard)
        if folded := [heard[word] for word in words if heard[word].sound]:
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
