"""Where a text meets a question: the words found in it, however they were met. The same for both engines (pure).

Marks, passages and the reasons of a hit are made of this; the engines only say which documents were found.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.analysis.compounds import parts
from search.analysis.tokens import Word, words
from search.question.model import How, Question, Tokens

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
                    found[clause.tokens[0]].append(_Way(clause.tokens, place, clause.how))
                elif clause.how == How.PART:
                    found[clause.tokens[0]].append(_Way(clause.tokens, place, clause.how, need.all_parts))
        return {token: tuple(sorted(ways, key=_rank)) for token, ways in found.items()}

    def find(self, text: str) -> list[Met]:
        """What meets the question, in the order of the text; a word that meets two needs comes twice."""
        if not self._ways:
            return []
        there = list(words(text))
        found = [both for place in range(len(there)) for both in self._at(text, there, place)]
        whole = {way.need for _, way in found if not way.together}
        by_parts = {way.need: way.together for _, way in found if way.together and way.need not in whole}
        tokens = _tokens(text, there) if by_parts else frozenset()
        together = {need for need, parts in by_parts.items() if tokens.issuperset(parts)}
        return [met for met, way in found if not way.together or way.need in together]

    def _at(self, text: str, there: Sequence[Word], place: int) -> Iterator[tuple[Met, _Way]]:
        seen: set[int] = set()
        word = there[place]
        for way in self._ways.get(word.token, ()):
            ahead = there[place : place + len(way.tokens)]
            if way.need not in seen and tuple(one.token for one in ahead) == way.tokens:
                seen.add(way.need)
                yield Met(word.start, ahead[-1].end, way.need, way.how), way
        for part in parts(text[word.start : word.end]):
            for way in self._ways.get(part, ()):
                # The whole word is marked: of a part alone nobody sees what it belongs to.
                if way.need not in seen and len(way.tokens) == 1:
                    seen.add(way.need)
                    how = max(way.how, How.PART, key=lambda how: _SUREST[how])
                    yield Met(word.start, word.end, way.need, how), way


def _tokens(text: str, there: Sequence[Word]) -> frozenset[str]:
    """The tokens of a text with those of the parts of its compounds."""
    found = {part for word in there for part in parts(text[word.start : word.end])}
    return frozenset((*found, *(word.token for word in there)))


def _rank(way: _Way) -> tuple[int, int]:
    return _SUREST[way.how], -len(way.tokens)
