"""Whether a document answers a question in full, told from the two alone (pure): the embedded percolator.

In full: it has every word of the question, and in every facet with a choice one of the chosen values.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from search.indexed import from_source
from search.requests import SearchRequest
from search.standing.news import News
from search.standing.questions import Standing

__all__ = ["matches", "narrows"]


def matches(questions: Sequence[Standing], items: Sequence[News]) -> dict[int, set[str]]:
    """The keys of the documents that answer each question, by its number."""
    found: dict[int, set[str]] = {}
    for item in items:
        words = {word for tokens in from_source(item.source).tokens.values() for word in tokens}
        for question in questions:
            if _met(question.request, words, item.facets):
                found.setdefault(question.id, set()).add(item.key)
    return found


def narrows(request: SearchRequest, facets: Mapping[str, Iterable[str]]) -> bool:
    """Whether what is chosen leaves a document with these facets."""
    return all(not values.isdisjoint(facets.get(key, ())) for key, values in request.chosen.items() if values)


def _met(request: SearchRequest, words: Collection[str], facets: Mapping[str, Iterable[str]]) -> bool:
    # Words were typed but none is left ("???"): that finds nothing, rather than everything.
    if request.query and not request.tokens:
        return False
    return all(token in words for token in request.tokens) and narrows(request, facets)
