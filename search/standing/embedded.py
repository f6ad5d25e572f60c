"""Whether a document answers a question in full: the embedded percolator, and the last look before a mail.

In full: it has every word of the question, in whichever way, or is from the place that the word names, and in every
facet with a choice it has one of the chosen values.
"""

from collections.abc import Iterable, Mapping, Sequence

from search.fields import EXACT, looked_in
from search.indexed import from_source
from search.question.asking import Understanding
from search.question.model import Need, Question, Tokens
from search.requests import SearchRequest
from search.standing.news import News
from search.standing.questions import Standing

__all__ = ["matches", "narrows"]

Fields = Mapping[str, str]
"""The tokens of each field in one line, with a space on either side of each."""

Facets = Mapping[str, Sequence[str]]


def matches(questions: Sequence[Standing], items: Sequence[News], understanding: Understanding) -> dict[int, set[str]]:
    """The keys of the documents that answer each question, by its number."""
    understood = understanding.of(question.request.query for question in questions)
    found: dict[int, set[str]] = {}
    for item in items:
        fields = {name: f" {' '.join(tokens)} " for name, tokens in from_source(item.source).tokens.items()}
        for standing, question in zip(questions, understood, strict=True):
            if _answers(question, fields, item.facets) and narrows(standing.request, item.facets):
                found.setdefault(standing.id, set()).add(item.key)
    return found


def narrows(request: SearchRequest, facets: Facets) -> bool:
    """Whether what is chosen leaves a document with these facets."""
    return all(not values.isdisjoint(facets.get(key, ())) for key, values in request.chosen.items() if values)


def _answers(question: Question, fields: Fields, facets: Facets) -> bool:
    # Words were typed but none is left ("???"): that finds nothing, rather than everything.
    if question.nonsense:
        return False
    return all(_word_for_word(quoted, fields) for quoted in question.phrases) and all(
        _met(need, fields, facets) for need in question.needs
    )


def _met(need: Need, fields: Fields, facets: Facets) -> bool:
    if need.exact and _word_for_word((need.exact,), fields):
        return True
    if any(place.has(facets) for place in need.places):
        return True
    if any(_has(clause.tokens, fields, whole=clause.whole) for clause in need.meets):
        return True
    return bool(need.all_parts) and all(_has((part,), fields, whole=False) for part in need.all_parts)


def _has(sequence: Tokens, fields: Fields, *, whole: bool) -> bool:
    """Tokens in a row, in the fields in which the engines look."""
    return _stands_in(sequence, fields, looked_in(whole=whole))


def _word_for_word(quoted: Tokens, fields: Fields) -> bool:
    return _stands_in(quoted, fields, EXACT.values())


def _stands_in(sequence: Tokens, fields: Fields, names: Iterable[str]) -> bool:
    line = f" {' '.join(sequence)} "
    return any(line in fields.get(name, "") for name in names)
