"""Which words of a question a document does without: for one document what `query.full` asks of the engine (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from search.analysis.compounds import with_parts
from search.analysis.tokens import exact, tokens
from search.indexed import MAX_TEXT
from search.question.model import Clause, Need, Question, Tokens
from search.there import READ, There
from search.wanted import Wanted

__all__ = ["Fullness"]


@dataclass(frozen=True)
class Fullness:
    """Holds documents against one question."""

    question: Question

    def missing(self, source: Mapping[str, Any], there: There) -> tuple[str, ...]:
        """The words of the question, as they were typed, that a document doesn't meet in full, in their order.

        `there`: its texts, as far as they are read at first. Nearly always that has all there is; only for what is not
        there a long text is read to its end.
        """
        lacking = self._lacking(source, there)
        if lacking and len(there.texts["body"]) >= READ:
            return self._lacking(source, There.of(source, MAX_TEXT))
        return lacking

    def _lacking(self, source: Mapping[str, Any], there: There) -> tuple[str, ...]:
        found = (some for _, some in self._wanted.among(there.pieces))
        held = _Held(there, frozenset[str]().union(*found), source["facets"])
        return tuple(need.typed for need in self.question.needs if not held.meets(need))

    @cached_property
    def _wanted(self) -> Wanted[frozenset[str]]:
        """Which tokens that the question asks for a word has, with the parts of compounds."""
        asked = frozenset[str]().union(
            *(need.all_parts for need in self.question.needs),
            *(clause.tokens for need in self.question.needs for clause in need.meets),
        )
        return Wanted(asked, lambda form: asked.intersection(with_parts(form)))


@dataclass(frozen=True)
class _Held:
    """A document: its texts, the tokens in them that were asked, and the values of its facets."""

    there: There
    asked: frozenset[str]
    facets: Mapping[str, Sequence[str]]

    @cached_property
    def rows(self) -> tuple[Tokens, ...]:
        """The tokens of each field in their order: for what is no part of a longer word, or of several words."""
        return tuple(tuple(tokens(text)) for text in self.there.texts.values())

    @cached_property
    def exact(self) -> frozenset[str]:
        """The words as they are written: only names of places ask for it."""
        return frozenset(map(exact, self.there.forms))

    def meets(self, need: Need) -> bool:
        if need.exact and need.exact in self.exact:
            return True
        if any(place.has(self.facets) for place in need.places) or any(map(self._has, need.meets)):
            return True
        return bool(need.all_parts) and self.asked.issuperset(need.all_parts)

    def _has(self, clause: Clause) -> bool:
        if not clause.whole:
            return clause.tokens[0] in self.asked
        return self.asked.issuperset(clause.tokens) and any(_in_a_row(clause.tokens, row) for row in self.rows)


def _in_a_row(sequence: Tokens, row: Sequence[str]) -> bool:
    return any(
        word == sequence[0] and tuple(row[place : place + len(sequence)]) == sequence for place, word in enumerate(row)
    )
