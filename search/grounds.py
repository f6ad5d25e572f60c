"""Why a document stands where it stands: what of the question it meets, and how much each of that counts (pure).

Reckoned with the weights and the formula of the ranking (docs/search.md) over the document's own tokens, the same for
both engines. It is their account in plain terms, not their sum to the last decimal: FTS5 has a b of its own and
ts_rank knows no k1.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.analysis.compounds import parts
from search.analysis.tokens import words
from search.fields import GRAMS, K1, KEYWORDS, PARTS, WEIGHTS, WORDS, B, looked_in
from search.indexed import from_source
from search.question.model import Clause, How, Need, Question, Tokens
from search.question.weights import GRAM_WEIGHT, PLACE_WEIGHT, filed, rarity

_GRAM_SHARE = 0.02
"""Of the documents that have an n-gram; these are not counted, so for all the same."""

_SHOWN_FORMS = 4


@dataclass(frozen=True)
class Ground:
    """One thing that a document has of the question. `share` is its part of the score, 0 to 1.

    `typed` is the word of the question that it stands for, "" for letters alike. `found` are the words as they stand
    in the document, `where` the fields: "title", "keywords", "body"; of what is no
    word, that the document is from the place that is named, there are none. `counts` False: it adds and finds nothing.
    """

    typed: str
    how: How
    found: tuple[str, ...]
    where: tuple[str, ...]
    share: float
    counts: bool = True


Account = tuple[Ground, ...]
"""All grounds of one document, the weightiest first. What it lacks its hit says (search/fullness.py)."""


@dataclass(frozen=True)
class Read:
    """A document read for its account: tokens per field, each as it is written, and the compounds that hold it."""

    tokens: Mapping[str, Sequence[str]]
    forms: Mapping[str, Sequence[str]]
    compounds: Mapping[str, Sequence[str]]
    facets: Mapping[str, Sequence[str]]
    length: float

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Read":
        """Read the JSON that a row keeps."""
        tokens = from_source(source).tokens
        forms: dict[str, dict[str, None]] = defaultdict(dict)
        compounds: dict[str, dict[str, None]] = defaultdict(dict)
        for text in _texts(source):
            for word in words(text):
                form = text[word.start : word.end].lower()
                forms[word.token][form] = None
                for part in parts(form):
                    compounds[part][form] = None
        length = sum(weight * len(tokens[field]) for field, weight in WEIGHTS.items())
        return cls(tokens, _tuples(forms), _tuples(compounds), source["facets"], length)

    def times(self, sequence: Tokens, *, whole: bool = False) -> dict[str, int]:
        """How often a sequence of tokens stands in each field that has it; parts have no order."""
        counted = {field: _occurrences(self.tokens[field], sequence) for field in looked_in(whole=whole)}
        return {field: times for field, times in counted.items() if times}

    def written(self, sequence: Tokens) -> tuple[str, ...]:
        """A sequence as this document writes it; for several words each in one of its forms."""
        if len(sequence) == 1:
            token = sequence[0]
            return (*self.forms.get(token, ()), *self.compounds.get(token, ()))[:_SHOWN_FORMS]
        return (" ".join(next(iter(self.forms.get(token, (token,)))) for token in sequence),)


def accounts(question: Question, sources: Sequence[Mapping[str, Any]]) -> list[Account]:
    """The account of each of these documents; how long is long follows from them together."""
    read = [Read.of(source) for source in sources]
    average = sum(one.length for one in read) / len(read) if read else 1.0
    return [_account(question, one, average or 1.0) for one in read]


def _account(question: Question, read: Read, average: float) -> Account:
    norm = 1 - B + B * read.length / average
    scored = [*_by_words(question, read, norm), *_by_place(question, read), *_by_letters(question, read)]
    total = sum(score for score, _ in scored) or 1.0
    grounds = (_with_share(ground, score / total) for score, ground in scored)
    return tuple(sorted(grounds, key=lambda ground: -ground.share))


def _by_words(question: Question, read: Read, norm: float) -> Iterator[tuple[float, Ground]]:
    for need in question.needs:
        flat = _by_keywords(need, read)
        for clause in need.clauses:
            yield from _by_clause(need.typed, clause, read, norm, more=flat.get(clause, 0.0))
    for clause in question.extras:
        yield from _by_clause(question.typed, clause, read, norm)


def _by_keywords(need: Need, read: Read) -> dict[Clause, float]:
    """What keywords bring, once for a word: each of the clauses that are there has its share of it."""
    there = [
        clause for clause in need.says if not read.times(clause.tokens, whole=clause.whole).keys().isdisjoint(KEYWORDS)
    ]
    return {clause: filed(need) / len(there) for clause in there}


def _by_clause(
    typed: str, clause: Clause, read: Read, norm: float, more: float = 0.0
) -> Iterator[tuple[float, Ground]]:
    if times := read.times(clause.tokens, whole=clause.whole):
        where = tuple(field for field in WORDS if field in times or _part_of(field) in times)
        ground = Ground(typed, _how(clause, times), read.written(clause.tokens), where, 0.0, clause.admits)
        yield _of_text(clause, times, norm) + more, ground


def _of_text(clause: Clause, times: Mapping[str, int], norm: float) -> float:
    frequency = sum(WEIGHTS.get(field, 0) * count for field, count in times.items())
    return clause.weight * rarity(clause.share) * frequency / (frequency + K1 * norm)


def _how(clause: Clause, times: Mapping[str, int]) -> How:
    """A word that stands there only within a longer one is met as a part, whatever asked for it."""
    return How.PART if clause.how == How.WORD and set(times) <= set(PARTS) else clause.how


def _by_place(question: Question, read: Read) -> Iterator[tuple[float, Ground]]:
    for place in question.places:
        if place.has(read.facets):
            counts = place in question.admitting_places
            yield PLACE_WEIGHT, Ground(place.label, How.PLACE, (place.label,), (), 0.0, counts=counts)


def _by_letters(question: Question, read: Read) -> Iterator[tuple[float, Ground]]:
    there = set(read.tokens[GRAMS])
    if alike := [gram for gram in question.grams if gram in there]:
        score = GRAM_WEIGHT * rarity(_GRAM_SHARE) * len(alike) / (1 + K1)
        yield score, Ground("", How.GRAM, tuple(alike)[:_SHOWN_FORMS], (), 0.0, counts=False)


def _part_of(field: str) -> str:
    return dict(zip(WORDS, PARTS, strict=True))[field]


def _with_share(ground: Ground, share: float) -> Ground:
    return Ground(ground.typed, ground.how, ground.found, ground.where, round(share, 4), ground.counts)


def _tuples(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {token: tuple(forms) for token, forms in found.items()}


def _occurrences(tokens: Sequence[str], sequence: Tokens) -> int:
    if len(sequence) == 1:
        return Counter(tokens)[sequence[0]]
    size = len(sequence)
    return sum(tuple(tokens[start : start + size]) == sequence for start in range(len(tokens) - size + 1))


def _texts(source: Mapping[str, Any]) -> Iterable[str]:
    yield source["title"]
    yield source["summary"]
    yield from source["keywords"]
    for heading, text in source["sections"]:
        yield heading
        yield text
