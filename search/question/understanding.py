"""From what somebody typed to a Question (pure): docs/search.md, "How a question is understood"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import prod

from search.analysis.compounds import longer_parts
from search.analysis.tokens import exact, written
from search.fields import grams
from search.question.known import Known
from search.question.model import Clause, How, Need, Place, Question, Tokens
from search.question.quotations import quoted
from search.question.reading import MAX_WORDS, AskedWord, FoundTerm, Names, find_terms, read
from search.question.weights import COMMON, EVERYWHERE, WEIGHTS, WHOLE, WHOLE_NAME, rarity
from search.vocabulary.rules import Rules

MAX_OTHERS = 20
"""Synonyms, meanings and related words each, per word: a vocabulary that grows must not make a question endless."""

SAME = (How.SYNONYM, How.MEANING)
"""Ways to meet a word that say the same as it does, or what it comes down to."""


def understand(text: str, rules: Rules, known: Known, places: tuple[Place, ...] = (), names: Names = dict) -> Question:
    """The question in a text that was cleaned (requests.clean_query)."""
    asked = read(text, rules, known, places, names)
    terms = list(find_terms(asked, rules, known))
    chosen = _content(asked, terms, rules)
    small = _small(asked, terms, rules)
    said = [[term for term in terms if place in term.places] for place in chosen]
    clauses = [_clauses(asked[place], here, rules) for place, here in zip(chosen, said, strict=True)]
    whole = dict.fromkeys(term.tokens for term in terms if len(term.tokens) > 1)
    shares = known.shares(
        {token for found in clauses for clause in found for token in clause.tokens}
        | {token for term in terms for token in term.tokens}
    )
    words_asked = [asked[place] for place in chosen]
    return Question(
        typed=text,
        needs=tuple(
            _need(
                asked[place],
                _weighed(
                    found,
                    _worth(asked[place], here, chosen, rules, shares),
                    shares,
                    _telling(asked[place], rules, shares),
                ),
                is_small=place in small,
            )
            for place, found, here in zip(chosen, clauses, said, strict=True)
        ),
        extras=tuple(
            Clause(term, How.WORD, WHOLE_NAME if term in rules.names else WHOLE, admits=False) for term in whole
        ),
        # Letters alike say nothing of a name: Tiel has no more to do with tien than with titel.
        grams=tuple(dict.fromkeys(gram for word in words_asked if not word.places for gram in grams(word.token))),
        phrases=tuple(phrase for words in quoted(text) if (phrase := _exact(words))),
        places=_leading(places),
    )


def _need(word: AskedWord, clauses: tuple[Clause, ...], *, is_small: bool) -> Need:
    places = _leading(word.places)
    written = exact(word.typed) if places else ""
    return Need(word.typed, word.token, clauses, word.parts, places, written, is_small, word.near_name)


def _exact(words: str) -> Tokens:
    """The words between quotes as they are written."""
    return tuple(form for word in written(words) if (form := exact(word)))


def _leading(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those that lead to a value of a facet; the others are names that are known and nothing more."""
    return tuple(place for place in places if place.facet)


def _content(asked: Sequence[AskedWord], terms: Iterable[FoundTerm], rules: Rules) -> list[int]:
    """The places of the words that count: all that are not dropped, and those of a name; or simply all."""
    kept = {place for term in terms if term.tokens in rules.names for place in term.places}
    content = [place for place, word in enumerate(asked) if place in kept or not word.is_dropped]
    first: dict[str, int] = {}
    for place in content or range(len(asked)):
        first.setdefault(asked[place].token, place)
    return list(first.values())[:MAX_WORDS]


def _small(asked: Sequence[AskedWord], terms: Iterable[FoundTerm], rules: Rules) -> frozenset[int]:
    """The places of the words of a name that say nothing beside the others: nearly every text has "niet"."""
    names = [term.places for term in terms if term.tokens in rules.names]
    telling = [places for places in names if not all(asked[place].is_dropped for place in places)]
    return frozenset(place for places in telling for place in places if asked[place].is_dropped)


def _clauses(word: AskedWord, terms: Sequence[FoundTerm], rules: Rules) -> tuple[Clause, ...]:
    """All ways to meet a word that is in these terms, the surest first, each sequence of tokens once."""
    said = [term.tokens for term in terms]
    meanings = _others(said, rules.meanings)
    within = _terms_within(word, rules)
    ways: list[tuple[How, Iterable[Tokens]]] = [
        (How.WORD, [(word.token,)]),
        (How.CORRECTION, [(reading,) for reading in word.readings]),
        # Written apart: what stands in the documents as one word.
        (How.SYNONYM, [term.tokens for term in terms if term.is_joined]),
        (How.SYNONYM, _others(said, rules.synonyms)[:MAX_OTHERS]),
        (How.MEANING, [*meanings, *_others(meanings, rules.synonyms)][:MAX_OTHERS]),
        (How.RELATED, _others(said, rules.related)[:MAX_OTHERS]),
        (How.PART, [(part,) for part in word.parts]),
        (How.RELATED, [*_others(within, rules.synonyms), *_others(within, rules.meanings)][:MAX_OTHERS]),
    ]
    first: dict[Tokens, Clause] = {}
    for how, sequences in ways:
        for sequence in sequences:
            first.setdefault(sequence, Clause(sequence, how, WEIGHTS[how], admits=how != How.RELATED))
    return tuple(first.values())


def _terms_within(word: AskedWord, rules: Rules) -> list[Tokens]:
    """The parts of a compound that the vocabulary explains when it doesn't explain the whole; of two the longer.

    Who asks for "vluchtelingenvrouwen" may want what is written of statushouders. A part is less than the word: what
    stands for it adds to the score, and finds nothing.
    """
    if (word.token,) in rules.terms:
        return []
    explained = [part for part in word.parts if (part,) in rules.terms]
    return [(part,) for part in explained if not any(part != other and part in other for other in explained)]


def _telling(word: AskedWord, rules: Rules, shares: Mapping[str, float]) -> Tokens:
    """The parts that find something however many documents have them, of a compound that nobody knows.

    Those that are compounds themselves: "babysterftecijfers" stands nowhere, and "babysterfte" says what it is about.
    """
    known = word.token in shares or word.token in rules.words
    return () if known or not word.parts else longer_parts(word.typed)


def _others(terms: Iterable[Tokens], table: Mapping[Tokens, tuple[Tokens, ...]]) -> list[Tokens]:
    return list(dict.fromkeys(other for term in terms for other in table.get(term, ())))


def _worth(
    word: AskedWord, terms: Sequence[FoundTerm], chosen: Sequence[int], rules: Rules, shares: Mapping[str, float]
) -> dict[Tokens, float]:
    """How rare a word is with the small words of its terms, by what these terms say as well.

    "Geen huis" is much rarer than "huis", and what it comes down to is worth as much.
    """
    worth: dict[Tokens, float] = {}
    for term in terms:
        if len(term.places) != len(term.tokens):
            continue  # its small words were not typed
        small = [token for at, token in zip(term.places, term.tokens, strict=True) if at not in chosen]
        rare = rarity(prod(shares.get(token, 0.0) for token in (word.token, *small)))
        meant = rules.meanings.get(term.tokens, ())
        for other in (*rules.synonyms.get(term.tokens, ()), *meant, *_others(meant, rules.synonyms)):
            worth[other] = max(worth.get(other, 0.0), rare)
    return worth


def _weighed(
    clauses: Sequence[Clause], worth: Mapping[Tokens, float], shares: Mapping[str, float], telling: Tokens
) -> tuple[Clause, ...]:
    """With how common each is; a part that many documents have admits none, unless it is a `telling` one.

    What says the same as the word, in the word of few, is worth no more than the word itself: at "verloskundige" the
    texts with "vroedvrouw" came first, for being rare. Of a term with small words: no more than with these together.
    A word of most documents, "coalitie", weighs less than its rarity in texts: everything is filed under it.
    """
    typed = rarity(shares.get(clauses[0].tokens[0], 0.0))
    said_anyway = min(1.0, typed / rarity(EVERYWHERE))
    weighed = []
    for clause in clauses:
        # Of several words the rarest: so many documents have them all at most.
        share = min(shares.get(token, 0.0) for token in clause.tokens)
        own = max(typed, worth.get(clause.tokens, 0.0))
        no_rarer = min(1.0, own / rarity(share)) if clause.how in SAME else 1.0
        too_common = clause.how == How.PART and share > COMMON and clause.tokens[0] not in telling
        admits = clause.admits and not too_common
        weight = round(clause.weight * no_rarer * said_anyway, 2)
        weighed.append(replace(clause, share=share, weight=weight, admits=admits))
    return tuple(weighed)
