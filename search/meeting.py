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
    tokens: Tokens
    need: int
    how: How


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
        return {token: tuple(sorted(ways, key=_rank)) for token, ways in found.items()}

    def find(self, text: str) -> list[Met]:
        """What meets the question, in the order of the text; a word that meets two needs comes twice."""
        if not self._ways:
            return []
        there = list(words(text))
        return [met for place in range(len(there)) for met in self._at(text, there, place)]

    def _at(self, text: str, there: Sequence[Word], place: int) -> Iterator[Met]:
        seen: set[int] = set()
        word = there[place]
        for way in self._ways.get(word.token, ()):
            ahead = there[place : place + len(way.tokens)]
            if way.need not in seen and tuple(one.token for one in ahead) == way.tokens:
                seen.add(way.need)
                yield Met(word.start, ahead[-1].end, way.need, way.how)
        for part in parts(text[word.start : word.end]):
            for way in self._ways.get(part, ()):
                # The whole word is marked: of a part alone nobody sees what it belongs to.
                if way.need not in seen and len(way.tokens) == 1:
                    seen.add(way.need)
                    yield Met(word.start, word.end, way.need, max(way.how, How.PART, key=lambda how: _SUREST[how]))


def _rank(way: _Way) -> tuple[int, int]:
    return _SUREST[way.how], -len(way.tokens)
