"""What the index knows: which words it has and how common they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Lengths(NamedTuple):
    """How many letters a word has: from so many, up to and with so many."""

    shortest: int
    longest: int


class Known(Protocol):
    """The words of the index."""

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        """Of the tokens that occur the share of the documents that has them, 0 to 1."""
        ...

    def beginning_with(self, letters: Mapping[str, Lengths]) -> Iterable[tuple[str, float]]:
        """(token, share) of all tokens that begin with one of these letters and are as long as is said with it."""
        ...


@dataclass(frozen=True)
class KnownWords:
    """Words in memory: for tests, and an index that is empty."""

    words: Mapping[str, float] = field(default_factory=dict)

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        return {token: self.words[token] for token in tokens if token in self.words}

    def beginning_with(self, letters: Mapping[str, Lengths]) -> Iterable[tuple[str, float]]:
        return (
            (word, share)
            for word, share in self.words.items()
            if (lengths := letters.get(word[:1])) and lengths.shortest <= len(word) <= lengths.longest
        )
