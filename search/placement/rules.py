"""Which documents have a place of their own for a question, by the words that count in it (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from search.question.known import KnownWords
from search.question.model import Question
from search.question.understanding import understand
from search.vocabulary.rules import Rules

Words = frozenset[str]
"""The tokens that count in a question: "hulp bij schulden" and "schuldhulp" differ, "schuld, hulp" doesn't."""


@dataclass(frozen=True)
class Placed:
    """One decision: this document, for this question. `position` None keeps it out."""

    question: str
    key: str
    position: int | None


@dataclass(frozen=True)
class Placing:
    """For one question: keys of documents at the top, in order, and of those that are kept out."""

    on_top: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placements:
    """All decisions, by the words of their question."""

    by_words: Mapping[Words, Placing] = field(default_factory=dict)

    def of(self, question: Question) -> Placing:
        """What was decided for a question with these words."""
        return self.by_words.get(words_of(question), Placing()) if question.needs else Placing()


def words_in(text: str, rules: Rules) -> Words:
    """The tokens that count in the text of a question."""
    return words_of(understand(text, rules, KnownWords()))


def words_of(question: Question) -> Words:
    """The tokens that count in a question that was understood."""
    return frozenset(need.token for need in question.needs)


def compile_placements(placed: Iterable[Placed], rules: Rules) -> Placements:
    """Decisions by words; the same question is understood the same way when somebody asks it."""
    groups: dict[Words, list[Placed]] = defaultdict(list)
    for one in placed:
        if words := words_in(one.question, rules):
            groups[words].append(one)
    return Placements({words: _placing(group) for words, group in groups.items()})


def apply(question: Question, placements: Placements) -> Question:
    """The question with what editors decided for it. Words between quotes are exact: nothing is put above those."""
    placing = placements.of(question)
    return replace(question, on_top=() if question.phrases else placing.on_top, hidden=placing.hidden)


def _placing(group: Iterable[Placed]) -> Placing:
    hidden = dict.fromkeys(one.key for one in group if one.position is None)
    on_top = sorted((one.position, place, one.key) for place, one in enumerate(group) if one.position is not None)
    return Placing(tuple(dict.fromkeys(key for _, _, key in on_top if key not in hidden)), tuple(hidden))
