"""Which words of a question a document does without: for one document what `query.full` asks of the engine (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from search.analysis.compounds import parts
from search.analysis.tokens import words
from search.indexed import MAX_TEXT
from search.question.model import Need, Question, Tokens
from search.why import READ, texts

__all__ = ["missing"]


def missing(source: Mapping[str, Any], question: Question) -> tuple[str, ...]:
    """The words of the question, as they were typed, that a document doesn't meet in full, in their order."""
    lacking: tuple[str, ...] = ()
    # Nearly always the beginning has all there is; only for what is not there a long text is read to its end.
    for limit in (READ, MAX_TEXT):
        there = _There.read(source, limit)
        lacking = tuple(need.typed for need in question.needs if not there.meets(need))
        if not lacking or not there.cut_off:
            break
    return lacking


@dataclass(frozen=True)
class _There:
    """The tokens of a document: per field in their order, and all of them with the parts of compounds."""

    rows: tuple[Tokens, ...]
    all: frozenset[str]
    cut_off: bool

    @classmethod
    def read(cls, source: Mapping[str, Any], limit: int) -> Self:
        fields = texts(source, limit)
        rows, found = [], set[str]()
        for text in fields.values():
            there = list(words(text))
            rows.append(tuple(word.token for word in there))
            found.update(rows[-1])
            for word in there:
                found.update(parts(text[word.start : word.end]))
        return cls(tuple(rows), frozenset(found), len(fields["body"]) >= limit)

    def meets(self, need: Need) -> bool:
        return any(map(self._has, need.meets)) or (bool(need.all_parts) and self.all.issuperset(need.all_parts))

    def _has(self, sequence: Tokens) -> bool:
        if len(sequence) == 1:
            return sequence[0] in self.all
        return self.all.issuperset(sequence) and any(_in_a_row(sequence, row) for row in self.rows)


def _in_a_row(sequence: Tokens, row: Sequence[str]) -> bool:
    return any(
        word == sequence[0] and tuple(row[place : place + len(sequence)]) == sequence for place, word in enumerate(row)
    )
