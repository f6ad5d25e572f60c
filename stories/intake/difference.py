"""What editors changed in a text, word by word, so that a teller can see it. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

__all__ = ["Change", "Part", "difference"]

_WORDS = re.compile(r"\s+|[^\s]+")
LONGEST_EXACT = 4_000
"""Words and spaces: comparing takes the square of it, half a second here. Longer texts are compared by line first."""


class Change(StrEnum):
    """What happened to a part of the text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Part:
    """A run of words."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Part]:
    """The parts in reading order: what is gone comes before what is new in its place."""
    words = _WORDS.findall(before), _WORDS.findall(after)
    if len(words[0]) + len(words[1]) <= LONGEST_EXACT:
        return _compared(*words)
    return _compared(before.splitlines(keepends=True), after.splitlines(keepends=True))


def _compared(before: list[str], after: list[str]) -> list[Part]:
    parts: list[Part] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part(Change.SAME, "".join(before[start:end])))
            continue
        if start < end:
            parts.append(Part(Change.GONE, "".join(before[start:end])))
        if new_start < new_end:
            parts.append(Part(Change.NEW, "".join(after[new_start:new_end])))
    return parts
