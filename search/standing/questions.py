"""A question that waits, as the rest of the search reads it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search import registry
from search.question.quotations import in_quotes
from search.requests import SearchRequest
from search.shorthands import Shorthand
from search.spelling_out import spelled_out, understood

__all__ = ["Standing", "each_in_words", "in_words", "up_to_date"]

Names = Mapping[str, Mapping[str, str]]
"""What values are called, by the key of their facet or shorthand."""


@dataclass(frozen=True)
class Standing:
    """A question with the number of who keeps it: an opaque one, which may stand in the engine."""

    id: int
    request: SearchRequest


def up_to_date(questions: Sequence[Standing]) -> list[Standing]:
    """The same questions, with the slugs of today beside those of before; at most two queries per facet, and those of
    each shorthand.

    A value that is no more stays: it meets nothing. On the page of results it is left out with a notice, but here
    that would turn a narrow question into one that everything answers. So does the text of a shorthand.
    """
    questions = [replace(question, request=_spelled_out(question.request)) for question in questions]
    asked = _all_chosen(question.request for question in questions)
    today = {facet.key: _renamed(facet.key, asked[facet.key]) for facet in registry.facets() if asked[facet.key]}
    return [replace(question, request=_with(question.request, today)) for question in questions]


def in_words(request: SearchRequest) -> str:
    """A question as a reader knows it: “geldzorgen”, Thema: Bereik, gemeenten zoals Zaanstad. As `each_in_words`."""
    (words,) = each_in_words([request])
    return words


def each_in_words(requests: Sequence[SearchRequest]) -> list[str]:
    """Many questions as readers know them: one query per facet with a choice and per shorthand, for all together.

    Only a text of a shorthand that isn't as addresses keep it is asked by itself.
    """
    asked = _all_chosen(requests)
    labels = {facet.key: facet.labels(asked[facet.key]) for facet in registry.facets() if asked[facet.key]}
    names = {short.key: _names(short, requests) for short in registry.shorthands()}
    return [_in_words(request, labels, names) for request in requests]


def _in_words(request: SearchRequest, labels: Names, names: Names) -> str:
    parts = [in_quotes(request.query)] if request.query else []
    for facet in registry.facets():
        values = request.chosen.get(facet.key)
        if values:
            called = [str(labels[facet.key].get(value, value)) for value in sorted(values)]
            parts.append(f"{facet.label}: {' of '.join(called)}")
    for short in registry.shorthands():
        if text := request.shorthands.get(short.key):
            label = f"{short.label[0].lower()}{short.label[1:]}" if parts else short.label
            parts.append(f"{label} {names[short.key][text]}")
    return ", ".join(parts) or "alles op deze site"


def _names(shorthand: Shorthand, requests: Iterable[SearchRequest]) -> Mapping[str, str]:
    """What each of its texts is called; the text itself where nobody knows it any more."""
    texts = {text for request in requests if (text := request.shorthands.get(shorthand.key))}
    names = shorthand.names(texts) if texts else {}
    return {text: names.get(text) or _name(shorthand, text) for text in texts}


def _name(shorthand: Shorthand, text: str) -> str:
    meaning = shorthand.meaning(text)
    return meaning.label if meaning else text


def _all_chosen(requests: Iterable[SearchRequest]) -> Mapping[str, set[str]]:
    """The values of each facet that any of these questions chooses."""
    asked: dict[str, set[str]] = defaultdict(set)
    for request in requests:
        for key, values in request.chosen.items():
            asked[key] |= values
    return asked


def _spelled_out(request: SearchRequest) -> SearchRequest:
    """With what its shorthands stand for; of one whose text nobody knows any more, that text as a value."""
    known, meant, _ = understood(request)
    chosen = dict(known.chosen)
    for short in registry.shorthands():
        if short.key not in known.shorthands and (text := request.shorthands.get(short.key)):
            chosen[short.facet] = chosen.get(short.facet, frozenset()) | {text}
    return spelled_out(replace(known, chosen=chosen), meant)


def _renamed(key: str, values: set[str]) -> Mapping[str, str]:
    facet = next(facet for facet in registry.facets() if facet.key == key)
    strange = values - set(facet.labels(values))
    return facet.renamed(strange) if strange else {}


def _with(request: SearchRequest, today: Mapping[str, Mapping[str, str]]) -> SearchRequest:
    chosen = {
        key: values | {today[key][value] for value in values if value in today.get(key, {})}
        for key, values in request.chosen.items()
    }
    return replace(request, chosen=chosen)
