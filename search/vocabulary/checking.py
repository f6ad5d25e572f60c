"""What is wrong with a rule that an editor writes, in words for that editor (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from search.analysis.compounds import parts
from search.analysis.tokens import fold, tokens
from search.vocabulary.dropped import DROPPED
from search.vocabulary.entries import Entry, Kind
from search.vocabulary.rules import MAX_TERM, MAX_TERMS

MAX_LETTERS = 100
"""Letters of a term: the longest of the field, a ministry by its whole name, has fifty."""

Problem = tuple[str, str]
"""The field ("said" or "means") and what is wrong with it."""


def problems(entry: Entry, others: Iterable[Entry] = (), before: Entry | None = None) -> Mapping[str, list[str]]:
    """What is wrong by field; nothing that was already so in the rule `before`: that is no mistake of now."""
    known = list(others)
    old = set(_found(before, known)) if before else set()
    by_field: dict[str, list[str]] = {}
    for field, message in _found(entry, known):
        if (field, message) not in old:
            by_field.setdefault(field, []).append(message)
    return by_field


def _found(entry: Entry, others: Sequence[Entry]) -> list[Problem]:
    alone = [*_shape(entry), *_terms("said", entry.said), *_terms("means", entry.means)]
    return alone or [*_one_word(entry), *_against(entry, others)]


def _shape(entry: Entry) -> Iterator[Problem]:
    """Whether there are as many terms as the kind asks for."""
    if not entry.said:
        yield "said", "Vul een term in."
    elif entry.kind.both_ways and len(entry.said) < 2:
        yield "said", "Eén term zegt nog niets: vul er minstens twee in, elk op een eigen regel."
    elif entry.kind == Kind.NAME and len(entry.said) > 1:
        yield "said", "Eén naam per keer. Heten twee namen hetzelfde? Maak er dan synoniemen van."
    elif entry.kind == Kind.NAME and len(tokens(entry.said[0])) < 2 and not parts(entry.said[0]):
        yield "said", "Deze naam van één woord blijft vanzelf heel: het is geen samenstelling."
    if entry.kind.has_means and not entry.means:
        yield "means", "Vul in wat deze woorden ook betekenen."


def _terms(field: str, terms: Sequence[str]) -> Iterator[Problem]:
    """Whether each term can be looked up."""
    if len(terms) > MAX_TERMS:
        yield field, f"Dit zijn {len(terms)} termen; hoogstens {MAX_TERMS} in één regel."
    for term in terms[:MAX_TERMS]:
        shown = term if len(term) <= 60 else f"{term[:60]}…"
        if len(term) > MAX_LETTERS:
            yield field, f"“{shown}” is te lang: een term heeft hoogstens {MAX_LETTERS} letters."
        elif not tokens(term):
            yield field, f"In “{shown}” staat geen woord waarop we kunnen zoeken."
        elif len(tokens(term)) > MAX_TERM:
            yield field, f"“{shown}” heeft meer dan {MAX_TERM} woorden: kort de term in."
        elif fold(term) in DROPPED:
            yield (
                field,
                f"“{shown}” is een woord dat in elke tekst staat. Daarop zoeken we niet; kies een preciezere term.",
            )


def _one_word(entry: Entry) -> Iterator[Problem]:
    """Whether all its terms are one and the same to the search: "kind" and "kinderen"."""
    pairs = list(_pairs(entry))
    if pairs and all(tokens(one) == tokens(other) for one, other in pairs):
        yield (
            _last_field(entry),
            f"“{pairs[0][0]}” en “{pairs[0][1]}” zijn voor het zoeken al hetzelfde woord. Deze regel voegt niets toe.",
        )


def _against(entry: Entry, others: Sequence[Entry]) -> Iterator[Problem]:
    """Whether another rule says something that can't both be meant."""
    if entry.kind == Kind.SYNONYMS:
        yield from _in_two_groups(entry, others)
    elif entry.kind == Kind.EVERYDAY:
        yield from _there_and_back(entry, others)
    if entry.kind == Kind.NAME and any(other.kind == Kind.NAME and _same(other.said, entry.said) for other in others):
        yield "said", "Deze naam staat al in de woordenlijst."
    if entry.kind not in (Kind.SYNONYMS, Kind.NAME):
        yield from _synonyms_already(entry, others)
        yield from _said_already(entry, others)


def _in_two_groups(entry: Entry, others: Sequence[Entry]) -> Iterator[Problem]:
    mine = {tuple(tokens(term)): term for term in entry.said}
    for other in others:
        if other.kind == Kind.SYNONYMS:
            for term in other.said:
                if taken := mine.get(tuple(tokens(term))):
                    yield "said", f"“{taken}” staat al in de groep “{other.text}”. Vul uw woorden daar aan."


def _there_and_back(entry: Entry, others: Sequence[Entry]) -> Iterator[Problem]:
    pairs = {(tuple(tokens(said)), tuple(tokens(means))): (said, means) for said, means in _pairs(entry)}
    for other in others:
        if other.kind == Kind.EVERYDAY:
            for said, means in _pairs(other):
                if back := pairs.get((tuple(tokens(means)), tuple(tokens(said)))):
                    yield (
                        "means",
                        f"Andersom staat er al: “{back[1]}” betekent ook “{back[0]}”. Samen is dat een kringetje. "
                        "Betekenen ze hetzelfde? Maak er dan synoniemen van.",
                    )


def _synonyms_already(entry: Entry, others: Sequence[Entry]) -> Iterator[Problem]:
    groups = [{tuple(tokens(term)) for term in other.said} for other in others if other.kind == Kind.SYNONYMS]
    pairs = [(said, means) for said, means in _pairs(entry) if tokens(said) != tokens(means)]
    if pairs and all(_in_one(groups, *pair) for pair in pairs):
        said, means = pairs[0]
        yield (
            _last_field(entry),
            f"“{said}” en “{means}” zijn al synoniemen. Dat telt zwaarder, dus deze regel voegt niets toe.",
        )


def _said_already(entry: Entry, others: Sequence[Entry]) -> Iterator[Problem]:
    mine = _token_pairs(entry)
    for other in others:
        if other.kind == entry.kind and mine and mine <= _token_pairs(other):
            yield _last_field(entry), f"Dit staat al in de regel “{other.text}”. Deze regel voegt niets toe."


def _token_pairs(entry: Entry) -> set[tuple[tuple[str, ...], ...]]:
    """Its pairs as tokens; of a kind that goes both ways in one order, however they were typed."""
    pairs = {(tuple(tokens(first)), tuple(tokens(other))) for first, other in _pairs(entry)}
    return {tuple(sorted(pair)) for pair in pairs} if entry.kind.both_ways else set(pairs)


def _in_one(groups: Iterable[set[tuple[str, ...]]], first: str, second: str) -> bool:
    both = {tuple(tokens(first)), tuple(tokens(second))}
    return any(both <= group for group in groups)


def _last_field(entry: Entry) -> str:
    return "means" if entry.kind.has_means else "said"


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.kind.has_means:
        yield from product(entry.said, entry.means)
    else:
        yield from ((a, b) for place, a in enumerate(entry.said) for b in entry.said[place + 1 :])


def _same(first: Sequence[str], second: Sequence[str]) -> bool:
    return [tokens(term) for term in first] == [tokens(term) for term in second]
