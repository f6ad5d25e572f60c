"""Whether a sentence has what a rule asks for: words of some kinds, next to each other or with little between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from stories.danger.spelling import Heard, one_off

__all__ = ["ANY", "END", "HARMLESS", "NEXT", "SMALL", "Part", "Patterns", "Seen", "Words"]

NEXT, SMALL, ANY = "naast elkaar", "kleine woorden ertussen", "alles ertussen"
END: Final = "einde"
"""The kind of word that is none: here the sentence ends."""
BETWEEN: Final = {NEXT: 0, SMALL: 6, ANY: 4}
"""How many words may stand before a part: "ik wil (echt) (helemaal) niet meer leven"."""
HARMLESS: Final = "onschuldig"
"""The rules that say what isn't danger, and the kind of the words that they take out."""

Seen = frozenset[str]
"""What a word may be: each kind that a rule asks for, and SMALL."""


@dataclass(frozen=True)
class Part:
    """A kind of word that has to come now. `unless`: it comes, and that is the end of it."""

    kind: str
    between: str = NEXT
    unless: bool = False


@dataclass
class _Node:
    """Where a pattern has got to: what may follow, and whether that is all of it."""

    following: dict[Part, "_Node"] = field(default_factory=dict)
    is_end: bool = False


class Patterns:
    """Sequences of parts, those that begin alike together, so that a long story is looked through once."""

    def __init__(self, patterns: Iterable[Sequence[Part]]) -> None:
        self._starting: dict[str, _Node] = {}
        for first, *others in patterns:
            node = self._starting.setdefault(first.kind, _Node())
            for part in others:
                node = node.following.setdefault(part, _Node())
            node.is_end = True
        self._starts = frozenset(self._starting)

    def first_in(self, seen: Sequence[Seen], start: int = 0) -> tuple[int, int] | None:
        """From where to where the first one stands, at or after `start`; None when there is none."""
        search = _Search(seen)
        for at in range(start, len(seen)):
            for kind in seen[at] & self._starts:
                if (end := search.end_of(self._starting[kind], at + 1)) is not None:
                    return at, end
        return None


class _Search:
    """A look through one sentence, that tries nothing twice."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self._seen = seen
        self._there = frozenset({END}).union(*seen)
        self._in_vain: set[tuple[int, int]] = set()
        self._hopes: dict[int, list[tuple[Part, _Node]]] = {}

    def end_of(self, node: _Node, at: int) -> int | None:
        """Where a pattern that has got here ends; None when it doesn't."""
        if node.is_end:
            return min(at, len(self._seen))
        if (id(node), at) in self._in_vain:
            return None
        self._in_vain.add((id(node), at))
        for part, following in self._hopeful(node):
            for next_at in self._places(part, at):
                if (end := self.end_of(following, next_at)) is not None:
                    return end
        return None

    def _hopeful(self, node: _Node) -> list[tuple[Part, _Node]]:
        """What may follow of which all the words are somewhere in the sentence."""
        if id(node) not in self._hopes:
            self._hopes[id(node)] = [
                (part, following)
                for part, following in node.following.items()
                if (part.unless or part.kind in self._there) and (following.is_end or self._hopeful(following))
            ]
        return self._hopes[id(node)]

    def _places(self, part: Part, at: int) -> Iterator[int]:
        """After which words the pattern goes on, when it has got to `at`."""
        seen = self._seen
        if part.unless:
            if at >= len(seen) or part.kind not in seen[at]:
                yield at
            return
        for position in range(at, min(at + BETWEEN[part.between], len(seen)) + 1):
            here = seen[position] if position < len(seen) else {END}
            if part.kind in here:
                yield position + 1
            if HARMLESS in here or (part.between == SMALL and SMALL not in here):
                return


class Words:
    """What each word may be. At the end of a word that is listed, "*" is any rest and "~" a slip of the pen."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], *, small: Iterable[str]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._slips: dict[str, set[str]] = defaultdict(set)
        for kind, words in {**kinds, SMALL: small}.items():
            for word in words:
                listed = {"*": self._begun, "~": self._slips}.get(word[-1], self._whole)
                listed[word.rstrip("*~")].add(kind)
        self._lengths = sorted({len(beginning) for beginning in self._begun})

    def look(self, sentences: Iterable[Sequence[Heard]]) -> Iterator[list[Seen]]:
        """Each word of each sentence as what it may be. No word is remembered when this ends."""
        known: dict[Heard, Seen] = {}
        for sentence in sentences:
            for word in sentence:
                if word not in known:
                    known[word] = self._kinds(word)
            yield [known[word] for word in sentence]

    def without(self, harmless: Patterns, seen: Sequence[Seen]) -> list[Seen]:
        """The same with what looks like danger and isn't taken out, so that nothing reaches over it."""
        left, at = list(seen), 0
        while found := harmless.first_in(left, at):
            start, at = found
            left[start:at] = [frozenset({HARMLESS})] * (at - start)
        return left

    def _kinds(self, word: Heard) -> Seen:
        found: set[str] = set()
        for form in word:
            found |= self._whole.get(form, set())
            for length in self._lengths:
                found |= self._begun.get(form[:length], set())
        for slip, kinds in self._slips.items():
            if one_off(word.sound, slip):
                found |= kinds
        return frozenset(found)
