"""Which questions changed documents answer now: by the percolator of OpenSearch, else by the embedded one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog
from django.conf import settings

from search.engines import index
from search.question.asking import Understanding, asked
from search.requests import SearchRequest
from search.standing import embedded, percolator
from search.standing.news import News
from search.standing.questions import Standing, up_to_date

__all__ = ["answers", "still_fitting"]

logger = structlog.get_logger(__name__)


def answers(questions: Sequence[Standing], items: Sequence[News], understanding: Understanding) -> dict[int, set[str]]:
    """The keys of the documents that are news to each question, by its number; the same whichever engine tells.

    `understanding` remembers what the questions mean, from one batch of a round to the next.
    A document with the same text as before is news only to a question that its facets of before did not answer; one
    that editors hid for a question never is.
    """
    fresh = [item for item in items if not item.told]
    if not questions or not fresh:
        return {}
    current = up_to_date(questions)
    found = _shown(current, _matches(current, fresh, understanding), understanding)
    before = _answered_before([question for question in current if question.id in found], fresh, understanding)
    return {number: new for number, keys in found.items() if (new := keys - before.get(number, set()))}


def _answered_before(
    questions: Sequence[Standing], items: Sequence[News], understanding: Understanding
) -> Mapping[int, set[str]]:
    """Of the documents of which only facets changed, those that answered each question with their facets of before."""
    unchanged = [
        replace(item, source={**item.source, "facets": item.before}) for item in items if item.before is not None
    ]
    return embedded.matches(questions, unchanged, understanding) if questions and unchanged else {}


def still_fitting(request: SearchRequest, documents: Mapping[str, Mapping[str, Sequence[str]]]) -> frozenset[str]:
    """Of these documents, by key with their facets, the keys of those that a question may still be answered with: they
    have what it chooses, by the names of today, and editors didn't hide them for it."""
    (question,) = up_to_date([Standing(0, request)])
    hidden = asked(request.query).hidden
    return frozenset(
        key for key, facets in documents.items() if key not in hidden and embedded.narrows(question.request, facets)
    )


def _shown(
    questions: Sequence[Standing], found: Mapping[int, set[str]], understanding: Understanding
) -> dict[int, set[str]]:
    """Without what editors hid for a question: settled here, so that no percolator has to know of it."""
    understood = understanding.of(standing.request.query for standing in questions)
    hidden = {standing.id: question.hidden for standing, question in zip(questions, understood, strict=True)}
    return {number: shown for number, keys in found.items() if (shown := keys.difference(hidden[number]))}


def _matches(questions: Sequence[Standing], items: Sequence[News], understanding: Understanding) -> dict[int, set[str]]:
    if not settings.OPENSEARCH_URL:
        return embedded.matches(questions, items, understanding)
    try:
        return percolator.matches(questions, items, understanding)
    except (index.UNREACHABLE, KeyError, TypeError, ValueError) as error:
        # What was published must not wait for the engine.
        logger.warning("search.percolator_away", error=type(error).__name__)
        return embedded.matches(questions, items, understanding)
