"""The file of rules, as patterns. How a line is written stands at its top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from stories.danger.matching import ANY, END, HARMLESS, NEXT, SMALL, Part, Patterns
from stories.danger.spelling import EXACT, beginnings, exact, sound

__all__ = ["Rules", "read"]

SMALL_WORDS: Final = "@klein"


@dataclass
class Rules:
    """`kinds`: what points at each kind of danger. `words`: what may stand for each kind of word in them."""

    kinds: Mapping[str, Patterns]
    harmless: Patterns
    words: Mapping[str, Sequence[str]]
    small: Sequence[str]


@dataclass
class _Reader:
    lists: dict[str, str] = field(default_factory=dict)
    words: dict[str, Sequence[str]] = field(default_factory=dict)

    def patterns(self, line: str) -> Iterator[Sequence[Part]]:
        """One for each order in which the words may stand."""
        loose, any_order = line[0] in "<{", line[0] == "{"
        parts = line.strip("<>{}").split()
        for ordered in permutations(parts) if any_order else (tuple(parts),):
            yield list(self._parts(ordered, SMALL if loose else NEXT))

    def _parts(self, written: Sequence[str], usual: str) -> Iterator[Part]:
        between = usual
        for word in written:
            if word == "…":
                between = ANY
            elif word == ".":
                yield Part(END, between)
            else:
                unless = word.startswith("!")
                yield Part(self._kind(word.lstrip("!")), between, unless)
                between = usual

    def _kind(self, written: str) -> str:
        """The name of a kind of word: as it is written. What it stands for is kept beside it."""
        if written not in self.words:
            self.words[written] = [form for one in written.split("|") for form in self._forms(one)]
        return written

    def _forms(self, written: str) -> Sequence[str]:
        if written.startswith("@"):
            return [form for word in self.lists[written].split() for form in self._forms(word)]
        mark = written[-1] if written[-1] in "*~" else ""
        word = written.rstrip("*~")
        if word.startswith(EXACT):
            return [exact(word) + mark]
        return [f"{begun}*" for begun in beginnings(word)] if mark == "*" else [sound(word) + mark]


def read(text: str) -> Rules:
    """The rules in a file. KeyError for a list that isn't there."""
    reader = _Reader()
    found: dict[str, list[Sequence[Part]]] = {}
    kind = ""
    for line in (line.partition("#")[0].strip() for line in text.splitlines()):
        if "=" in line:
            name, _, words = line.partition("=")
            reader.lists[name.strip()] = words
        elif line.startswith("["):
            kind = line.strip("[]")
        elif line:
            found.setdefault(kind, []).extend(reader.patterns(line))
    harmless = Patterns(found.pop(HARMLESS, []))
    small = reader._forms(SMALL_WORDS)
    return Rules({name: Patterns(patterns) for name, patterns in found.items()}, harmless, reader.words, small)
