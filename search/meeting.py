"""Where a text meets a question: the words found in it, however they were met. The same for both engines (pure).

Marks, passages and the reasons of a hit are made of this; the engines only say which documents were found.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.analysis.compounds import with_parts
from search.analysis.pieces import pieces
from search.analysis.tokens import end_of_row, places_of_any
from search.question.model import How, Question, Tokens
from search.there import There
from search.wanted import Wanted

_SUREST: Mapping[How, int] = {how: place for place, how in enumerate(How)}


class Met(NamedTuple):
    """A stretch of text that meets a word of the question: which (its place among the needs), and how."""

    start: int
    end: int
    need: int
    how: How


class _Way(NamedTuple):
    """`together`: all parts of a word of which this one is too common to find anything by itself. It counts where all
    of them are, and the word itself, or what means the same, is not."""

    tokens: Tokens
    need: int
    how: How
    whole: bool
    together: Tokens = ()


@dataclass(frozen=True)
class Meeting:
    """Looks for a question in texts."""

    question: Question

    @cached_property
    def _ways(self) -> Mapping[str, tuple[_Way, ...]]:
        """All that finds a document, by its first token, the surest first."""
        found: dict[str, list[_Way]] = defaultdict(list)
        for place, need in enumerate(self.question.needs):
            for clause in need.clauses:
                if clause.admits:
                    found[clause.tokens[0]].append(_Way(clause.tokens, place, clause.how, clause.whole))
                elif clause.how == How.PART:
                    way = _Way(clause.tokens, place, clause.how, clause.whole, need.all_parts)
                    found[clause.tokens[0]].append(way)
        return {token: tuple(sorted(ways, key=_rank)) for token, ways in found.items()}

    @cached_property
    def _by_form(self) -> Wanted[tuple[_Way, ...]]:
        """The ways that a word as it is written may be the beginning of."""
        return Wanted(self._ways.keys(), lambda form: _begun(self._ways, *with_parts(form)))

    @cached_property
    def _found(self) -> "dict[tuple[str, There | None], list[Met]]":
        """What was found before: the title, the passage and the reasons of a hit are all made of the same texts."""
        return {}

    def find(self, text: str, there: "There | None" = None) -> list[Met]:
        """What meets the question, in the order of the text; a word that meets two needs comes twice.

        `there`: the document of the text, if this is not all of it. The parts of a word may stand apart in it, "geld"
        in the title and "zorg" in the text.
        """
        if not self._ways:
            return []
        if (text, there) not in self._found:
            self._found[text, there] = self._look(text, there)
        return self._found[text, there]

    def _look(self, text: str, there: "There | None") -> list[Met]:
        here = there.pieces_of(text) if there else pieces(text)
        ways = dict(self._by_form.among(here))
        found = [both for place in places_of_any(text, ways) for both in _at(text, place, ways[place[0]])]
        found.sort(key=lambda both: both[0].start)
        whole = {way.need for _, way in found if not way.together}
        by_parts = {way.need: way.together for _, way in found if way.together and way.need not in whole}
        tokens = (there or There({"": text})).tokens if by_parts else frozenset()
        together = {need for need, parts in by_parts.items() if tokens.issuperset(parts)}
        return [met for met, way in found if not way.together or way.need in together]


def _begun(by_token: Mapping[str, tuple[_Way, ...]], whole: str, *parts: str) -> tuple[_Way, ...]:
    """What begins with this word, then what begins with a part of it."""
    by_part = (way for part in parts for way in by_token.get(part, ()) if not way.whole)
    return (*by_token.get(whole, ()), *map(_as_part, by_part))


def _as_part(way: _Way) -> _Way:
    return way._replace(how=max(way.how, How.PART, key=lambda how: _SUREST[how]))


def _at(text: str, place: re.Match[str], ways: Sequence[_Way]) -> Iterator[tuple[Met, _Way]]:
    """What of these ways is there, where a word stands that they begin with: each need once."""
    seen: set[int] = set()
    for way in ways:
        if way.need not in seen and (end := _end(text, place, way.tokens)):
            seen.add(way.need)
            yield Met(place.start(), end, way.need, way.how), way


def _end(text: str, form: re.Match[str], wanted: Tokens) -> int:
    """Where these tokens end of which this word is the first; 0 when the others don't follow."""
    if len(wanted) == 1:
        # A part too: the whole word is marked, of a part alone nobody sees what it belongs to.
        return form.end()
    return end_of_row(text, form.start(), wanted)


def _rank(way: _Way) -> tuple[int, int]:
    return _SUREST[way.how], -len(way.tokens)
