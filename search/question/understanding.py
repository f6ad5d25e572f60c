"""From what somebody typed to a Question (pure): dutch-search.md, "Python, before the engine"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search.analysis.compounds import parts
from search.analysis.tokens import fold, tokens, words
from search.fields import grams
from search.question.known import Known
from search.question.model import Clause, How, Need, Place, Question, Tokens
from search.question.spelling import corrections
from search.question.weights import COMMON, WEIGHTS, WHOLE
from search.vocabulary.dropped import DROPPED
from search.vocabulary.rules import Rules

MAX_WORDS = 12
"""Words that count: more only dilute (dutch-search.md)."""
MAX_READ = 4 * MAX_WORDS
"""Words that are looked at: a question has two or three function words to each that counts."""
MAX_OTHERS = 12
"""Synonyms, meanings and related words each, per word: a vocabulary that grows must not make a question endless."""

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


@dataclass(frozen=True)
class _Word:
    """A word of the question. `readings`: its token, or the known ones that are meant when nobody knows it."""

    typed: str
    token: str
    parts: Tokens
    readings: Tokens
    is_function_word: bool


@dataclass(frozen=True)
class _Term:
    """A term of the vocabulary in the question: which one, and the places of its words."""

    tokens: Tokens
    places: tuple[int, ...]


def understand(text: str, rules: Rules, known: Known, places: tuple[Place, ...] = ()) -> Question:
    """The question in a text that was cleaned (requests.clean_query)."""
    asked = _words(text, rules, known)
    terms = list(_terms(asked, rules))
    chosen = [asked[place] for place in _content(asked, terms, rules)]
    mine = {word: [term.tokens for term in terms if asked.index(word) in term.places] for word in chosen}
    clauses = {word: _clauses(word, mine[word], rules) for word in chosen}
    whole = [Clause(term, How.WORD, WHOLE, admits=False) for term in dict.fromkeys(t.tokens for t in terms)]
    shares = known.shares({clause.tokens[0] for found in clauses.values() for clause in found})
    return Question(
        typed=text,
        needs=tuple(Need(word.typed, word.token, _weighed(clauses[word], shares), word.parts) for word in chosen),
        extras=tuple(clause for clause in whole if len(clause.tokens) > 1),
        grams=tuple(dict.fromkeys(gram for word in chosen for gram in grams(word.token))),
        phrases=tuple(phrase for quoted in _QUOTED.findall(text) if (phrase := tuple(tokens(quoted)))),
        places=places,
    )


def _words(text: str, rules: Rules, known: Known) -> list[_Word]:
    """The words of the question, those that nobody knows with what is probably meant."""
    found = [(text[word.start : word.end], word.token) for word in words(text)][:MAX_READ]
    split = {token: parts(typed) for typed, token in found}
    there = known.shares({*split, *(part for some in split.values() for part in some)})

    def read(typed: str, token: str) -> _Word:
        is_function_word = fold(typed) in DROPPED
        splits_cleanly = bool(split[token]) and all(part in there for part in split[token])
        right = token in there or token in rules.words or splits_cleanly or is_function_word
        meant = () if right else corrections(token, known, more=rules.words_by_letter(token[:1]))
        return _Word(typed, token, split[token], meant or (token,), is_function_word)

    return [read(typed, token) for typed, token in found]


def _terms(asked: Sequence[_Word], rules: Rules) -> Iterator[_Term]:
    """The terms of the vocabulary that the question holds: as they are written, or without function words."""
    everything = range(len(asked))
    content = [place for place in everything if not asked[place].is_function_word]
    seen: set[_Term] = set()
    for places, terms in ((everything, rules.by_first), (content, rules.by_first_content)):
        for start in range(len(places)):
            for reading in asked[places[start]].readings:
                for bare, term in terms.get(reading, ()):
                    covered = tuple(places[start : start + len(bare)])
                    found = _Term(term, covered)
                    if found not in seen and _reads(bare, covered, asked):
                        seen.add(found)
                        yield found


def _reads(term: Tokens, places: Sequence[int], asked: Sequence[_Word]) -> bool:
    return len(term) == len(places) and all(
        token in asked[place].readings for token, place in zip(term, places, strict=True)
    )


def _content(asked: Sequence[_Word], terms: Iterable[_Term], rules: Rules) -> list[int]:
    """The places of the words that count: all that are no function words, and those of a name; or simply all."""
    kept = {place for term in terms if term.tokens in rules.names for place in term.places}
    content = [place for place, word in enumerate(asked) if place in kept or not word.is_function_word]
    first: dict[str, int] = {}
    for place in content or range(len(asked)):
        first.setdefault(asked[place].token, place)
    return list(first.values())[:MAX_WORDS]


def _clauses(word: _Word, terms: Sequence[Tokens], rules: Rules) -> tuple[Clause, ...]:
    """All ways to meet a word that is in these terms, the surest first, each sequence of tokens once."""
    ways: list[tuple[How, Iterable[Tokens]]] = [
        (How.WORD, [(word.token,)]),
        (How.CORRECTION, [(reading,) for reading in word.readings]),
        (How.SYNONYM, _others(terms, rules.synonyms)),
        (How.MEANING, _others(terms, rules.meanings)),
        (How.RELATED, _others(terms, rules.related)),
        (How.PART, [(part,) for part in word.parts]),
    ]
    first: dict[Tokens, Clause] = {}
    for how, sequences in ways:
        for sequence in sequences:
            first.setdefault(sequence, Clause(sequence, how, WEIGHTS[how], admits=how != How.RELATED))
    return tuple(first.values())


def _others(terms: Sequence[Tokens], table: Mapping[Tokens, tuple[Tokens, ...]]) -> list[Tokens]:
    return list(dict.fromkeys(other for term in terms for other in table.get(term, ())))[:MAX_OTHERS]


def _weighed(clauses: Iterable[Clause], shares: Mapping[str, float]) -> tuple[Clause, ...]:
    """With how common each is; a part that many documents have admits none."""
    return tuple(
        replace(
            clause,
            share=(share := shares.get(clause.tokens[0], 0.0)),
            admits=clause.admits and not (clause.how == How.PART and share > COMMON),
        )
        for clause in clauses
    )
