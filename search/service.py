"""The one way to search: cleans the choice, asks the engine or the database, names what came back."""

from dataclasses import replace

from django.conf import settings

from search import registry, results
from search.curation import Curation
from search.current import current
from search.engines.base import Answer, Found, SearchUnavailable
from search.engines.database import DatabaseEngine
from search.engines.opensearch import reader
from search.facet_names import names
from search.question.asking import asked as question_of
from search.question.model import Question
from search.requests import SearchRequest
from search.results import EngineName, SearchResults
from search.spelling_out import spelled_out, understood
from search.visible import visible

__all__ = ["documents", "search"]


def search(request: SearchRequest, engine: EngineName | None = None, curation: Curation | None = None) -> SearchResults:
    """Answer a question; never fails because of the engine unless a particular one was asked.

    `curation`: what editors decided, when that isn't what is in force (a preview).
    Raises SearchUnavailable only when `engine` is "opensearch" and it can't answer.
    """
    request, unknown, renamed = _known(request)
    request, meant, not_understood = understood(request)
    asked = spelled_out(request, meant)
    # Too deep a page still has its total and its facets; it only has no hits.
    asked = replace(asked, page=1, size=0) if request.too_deep else asked
    question = question_of(request.query, curation)
    answer, used, degraded = _answer(asked, question, engine)
    return SearchResults(
        request=request,
        engine=used,
        degraded=degraded,
        total=answer.total,
        hits=results.hits(answer, question, visible(found.key for found in answer.found)),
        facets=_facets(answer, request),
        partial_counts=answer.partial_counts,
        unknown=(*unknown, *not_understood),
        renamed=renamed,
        meant=meant,
        full=answer.full,
        question=question,
        without=answer.without,
        without_all=answer.without_all,
    )


def documents(request: SearchRequest, engine: EngineName) -> list[Found]:
    """The documents on one page of an answer that everybody may see, without marks: for many pages on end.

    The choice must be clean: that of the request in earlier results. Raises SearchUnavailable as `search` does.
    """
    request, meant, _ = understood(request)
    answer, _, _ = _answer(spelled_out(request, meant), question_of(request.query), engine)
    shown = visible(found.key for found in answer.found)
    return [found for found in answer.found if found.key in shown]


def _answer(request: SearchRequest, question: Question, engine: EngineName | None) -> tuple[Answer, EngineName, bool]:
    if engine == "database" or (engine is None and not settings.OPENSEARCH_URL):
        return DatabaseEngine().search(request, question), "database", False
    if not settings.OPENSEARCH_URL:
        raise SearchUnavailable("OPENSEARCH_URL is empty")
    try:
        answer = reader(settings.OPENSEARCH_URL, settings.INDEX_PREFIX).search(request, question)
        return replace(answer, found=current(answer.found)), "opensearch", False
    except SearchUnavailable:
        if engine == "opensearch":
            raise
        return DatabaseEngine().search(request, question), "database", True


Named = tuple[tuple[str, str], ...]


def _known(request: SearchRequest) -> tuple[SearchRequest, Named, Named]:
    """The request as far as its values exist; those that don't, with the label of their facet; those that are
    called otherwise today, with that name."""
    kept: dict[str, frozenset[str]] = {}
    unknown: list[tuple[str, str]] = []
    renamed: list[tuple[str, str]] = []
    for facet in registry.facets():
        values = request.chosen.get(facet.key, frozenset())
        if not values:
            continue
        labels = facet.labels(values)
        strange = sorted(value for value in values if value not in labels)
        today = facet.renamed(strange) if strange else {}
        of_today = facet.labels(today.values()) if today else {}
        kept[facet.key] = frozenset({*labels, *of_today} & {*values, *today.values()})
        renamed += [(value, of_today[today[value]]) for value in strange if today.get(value) in of_today]
        unknown += [(str(facet.label), value) for value in strange if today.get(value) not in of_today]
    return replace(request, chosen=kept), tuple(unknown), tuple(renamed)


def _facets(answer: Answer, request: SearchRequest) -> tuple[results.FacetResult, ...]:
    shown = []
    for facet in registry.facets():
        counts = answer.counts.get(facet.key, {})
        chosen = request.chosen.get(facet.key, frozenset())
        labels = names(facet, {*counts, *chosen}) if counts or chosen else {}
        shown.append(results.facet_result(facet, counts, labels, chosen))
    return tuple(shown)
