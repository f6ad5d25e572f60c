"""What the index knows: which words it has and how common they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Known(Protocol):
    """The words of the index."""

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        """Of the tokens that occur the share of the documents that has them, 0 to 1."""
        ...

    def beginning_with(self, letter: str, *, shortest: int, longest: int) -> Iterable[tuple[str, float]]:
        """(token, share) of all tokens that begin so and have so many letters."""
        ...


@dataclass(frozen=True)
class KnownWords:
    """Words in memory: for tests, and an index that is empty."""

    words: Mapping[str, float] = field(default_factory=dict)

    def shares(self, tokens: Collection[str]) -> Mapping[str, float]:
        return {token: self.words[token] for token in tokens if token in self.words}

    def beginning_with(self, letter: str, *, shortest: int, longest: int) -> Iterable[tuple[str, float]]:
        return ((w, share) for w, share in self.words.items() if w[:1] == letter and shortest <= len(w) <= longest)
