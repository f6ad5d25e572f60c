"""Which words of a question a document does without: for one document what `query.full` asks of the engine (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from search.analysis.compounds import with_parts
from search.analysis.tokens import end_of_row, exact, places_of_any, token
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
        held = _Held(there, dict(self._wanted.among(there.pieces)), source["facets"])
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
    """A document: its texts, the words in them that have a token that was asked, with those, and the values of its
    facets."""

    there: There
    words: Mapping[str, frozenset[str]]
    facets: Mapping[str, Sequence[str]]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The tokens that were asked and are there, of parts of compounds too."""
        return frozenset[str]().union(*self.words.values())

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
        return self.asked.issuperset(clause.tokens) and self._has_in_a_row(clause.tokens)

    def _has_in_a_row(self, wanted: Tokens) -> bool:
        """Whether several words follow each other somewhere, or one is no part of a longer word."""
        begins = {word for word in self.words if token(word) == wanted[0]}
        texts = self.there.texts.values()
        return any(end_of_row(text, place.start(), wanted) for text in texts for place in places_of_any(text, begins))
