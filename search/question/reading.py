"""The words of a question, and the terms of the vocabulary among them (pure)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, product

from search.analysis.compounds import parts
from search.analysis.tokens import fold, plain, token, words
from search.question.known import Known
from search.question.model import Place, Tokens
from search.question.names import names_at
from search.question.operators import operators
from search.question.spelling import corrections, nearest_name, relinked
from search.vocabulary.dropped import DROPPED
from search.vocabulary.rules import MAX_TERM, Rules

Names = Callable[[], Mapping[str, str]]
"""Each word of the names of others (search.vocabularies) as it is written, by its letters: for words nobody knows."""

MAX_READ = 48
"""Words that are looked at: a question of twelve words that count has two or three function words to each."""
MAX_WORDS = 12
"""Words that count: more only dilute what is asked."""
_SAME_WITHIN = (("zonder", "geen"), ("geen", "zonder"), ("baby", "kind"), ("kind", "baby"))
"""Within a term of several words: who is "zonder huis" has "geen huis", and who fears that they take her baby fears
that they take her child. The vocabulary needn't say both."""
MAX_READINGS = 9
"""Ways to read a few words that were mistyped, taken together."""


@dataclass(frozen=True)
class AskedWord:
    """A word of the question. `readings`: its token, and the known ones that may be meant when nobody knows it.

    `places`: what it may be a name of, or a part of the name. `near_name`: the word of a name that may be meant.
    """

    typed: str
    token: str
    parts: Tokens
    readings: Tokens
    is_dropped: bool
    places: tuple[Place, ...] = ()
    near_name: str = ""


@dataclass(frozen=True)
class FoundTerm:
    """A term in the question, and the places of its words. `is_joined`: written apart there, one word elsewhere, or
    the other way round."""

    tokens: Tokens
    places: tuple[int, ...]
    is_joined: bool = False


def read(text: str, rules: Rules, known: Known, places: Sequence[Place] = (), names: Names = dict) -> list[AskedWord]:
    """The words of the question; those that count and that nobody knows with what is probably meant.

    Three readings of `known`, however many words there are.
    """
    found = [(text[word.start : word.end], word) for word in islice(words(text), MAX_READ)]
    named = list(names_at(text, places))
    ignored = operators([typed for typed, _ in found])
    asked = [
        AskedWord(
            typed,
            word.token,
            () if (word.token,) in rules.names else parts(typed),
            (word.token,),
            is_dropped=at in ignored or fold(typed) in DROPPED,
            places=next((meant for start, end, meant in named if start <= word.start and word.end <= end), ()),
        )
        for at, (typed, word) in enumerate(found)
    ]
    there = known.shares({token for word in asked for token in (word.token, *word.parts)})
    doubtful = [word for word in _counting(asked) if not _is_right(word, rules, there)]
    compounds = [word for word in doubtful if word.parts and all(part in there for part in word.parts)]
    others = [word for word in doubtful if word not in compounds]
    meant = _meant(compounds, others, rules, known)
    written = names() if others else {}
    near = {word: nearest_name(word.typed, written) for word in others}
    return [replace(word, readings=(word.token, *meant.get(word, ())), near_name=near.get(word, "")) for word in asked]


def _counting(asked: Sequence[AskedWord]) -> list[AskedWord]:
    """The words that may be among the MAX_WORDS that count: to correct one costs more than all else of a question."""
    content = [word for word in asked if not word.is_dropped]
    tokens = set(islice(dict.fromkeys(word.token for word in content), MAX_WORDS))
    return [word for word in content if word.token in tokens]


def _is_right(word: AskedWord, rules: Rules, there: Collection[str]) -> bool:
    """Whether somebody knows a word. The name of a place is right as it stands, whether or not a document has it:
    Woerden is no mistyped "woorden"."""
    known = word.token in there or word.token in rules.words or plain(word.typed) in rules.in_one_word
    return bool(word.places) or known


def _meant(
    compounds: Sequence[AskedWord], others: Sequence[AskedWord], rules: Rules, known: Known
) -> Mapping[AskedWord, Tokens]:
    """What words that nobody knows may stand for. A compound of known parts is right, but for the s between these."""
    linked = relinked({word.typed for word in compounds}, known, rules.words)
    near = corrections({word.token for word in others}, known, rules.words_by_letter)
    return {word: linked[word.typed] for word in compounds} | {word: near.get(word.token, ()) for word in others}


def find_terms(asked: Sequence[AskedWord], rules: Rules, known: Known) -> Iterator[FoundTerm]:
    """The terms of the vocabulary in a question: as they are written, in another order of words, apart or as one."""
    seen: set[FoundTerm] = set()
    ways = (_as_written(asked, rules), _by_content(asked, rules), _joined(asked, rules, known), _in_one(asked, rules))
    for found in chain.from_iterable(ways):
        if found not in seen:
            seen.add(found)
            yield found


def _as_written(asked: Sequence[AskedWord], rules: Rules) -> Iterator[FoundTerm]:
    for places, read_so in _windows(asked, list(range(len(asked))), shortest=1):
        if read_so in rules.terms:
            yield FoundTerm(read_so, places)


def _by_content(asked: Sequence[AskedWord], rules: Rules) -> Iterator[FoundTerm]:
    """Without function words and in any order: "betrek je ouders" is "ouders betrekken"."""
    content = [place for place, word in enumerate(asked) if not word.is_dropped]
    for places, read_so in _windows(asked, content, shortest=2):
        for term in rules.by_content.get(tuple(sorted(read_so)), ()):
            yield FoundTerm(term, places)


def _windows(
    asked: Sequence[AskedWord], places: Sequence[int], *, shortest: int
) -> Iterator[tuple[tuple[int, ...], Tokens]]:
    """Every few words that follow each other, in each way to read them."""
    for start in range(len(places)):
        for length in range(shortest, min(MAX_TERM, len(places) - start) + 1):
            window = tuple(places[start : start + length])
            for read_so in islice(product(*(_readings(asked[place], length) for place in window)), MAX_READINGS):
                yield window, read_so


def _readings(word: AskedWord, length: int) -> Tokens:
    """The ways to read a word of a few; on its own it stands for itself alone."""
    same = (other for said, other in _SAME_WITHIN if said == word.token) if length > 1 else ()
    return (*word.readings, *same)


def _joined(asked: Sequence[AskedWord], rules: Rules, known: Known) -> Iterator[FoundTerm]:
    """Two words that are known as one: "huis bezoek", "opvoeding ondersteuning"."""
    content = [place for place, word in enumerate(asked) if not word.is_dropped]
    pairs = {
        (first, second): [token(asked[first].typed + link + asked[second].typed) for link in ("", "s")]
        for first, second in pairwise(content)
    }
    there = known.shares({one for both in pairs.values() for one in both})
    for places, both in pairs.items():
        yield from (FoundTerm((one,), places, is_joined=True) for one in both if one in there or (one,) in rules.terms)


def _in_one(asked: Sequence[AskedWord], rules: Rules) -> Iterator[FoundTerm]:
    """A term of several words that is written as one: "#NuNietZwanger"."""
    for place, word in enumerate(asked):
        if term := rules.in_one_word.get(plain(word.typed)):
            yield FoundTerm(term, (place,), is_joined=True)
