"""Which words of a question a document does without: for one document what `query.full` asks of the engine (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from search.analysis.compounds import all_tokens
from search.analysis.tokens import exact, tokens, written
from search.indexed import MAX_TEXT
from search.question.model import Clause, Need, Question, Tokens
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
    """A document: its fields, all tokens in them with the parts of compounds, and the values of its facets."""

    fields: tuple[str, ...]
    all: frozenset[str]
    facets: Mapping[str, Sequence[str]]
    cut_off: bool

    @classmethod
    def read(cls, source: Mapping[str, Any], limit: int) -> Self:
        fields = texts(source, limit)
        there = frozenset[str]().union(*map(all_tokens, fields.values()))
        return cls(tuple(fields.values()), there, source["facets"], len(fields["body"]) >= limit)

    @cached_property
    def rows(self) -> tuple[Tokens, ...]:
        """The tokens of each field in their order: for what is no part of a longer word, or of several words."""
        return tuple(tuple(tokens(text)) for text in self.fields)

    @cached_property
    def exact(self) -> frozenset[str]:
        """The words as they are written: only names of places ask for it."""
        return frozenset(exact(word) for text in self.fields for word in written(text))

    def meets(self, need: Need) -> bool:
        if need.exact and need.exact in self.exact:
            return True
        if any(place.has(self.facets) for place in need.places) or any(map(self._has, need.meets)):
            return True
        return bool(need.all_parts) and self.all.issuperset(need.all_parts)

    def _has(self, clause: Clause) -> bool:
        if not clause.whole:
            return clause.tokens[0] in self.all
        return self.all.issuperset(clause.tokens) and any(_in_a_row(clause.tokens, row) for row in self.rows)


def _in_a_row(sequence: Tokens, row: Sequence[str]) -> bool:
    return any(
        word == sequence[0] and tuple(row[place : place + len(sequence)]) == sequence for place, word in enumerate(row)
    )
