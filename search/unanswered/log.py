"""Counts questions that found nothing with all their words: one statement, and never at the cost of a search."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from search.question.model import How, Question
from search.requests import SearchRequest
from search.results import SearchResults
from search.unanswered.cleaning import countable
from search.unanswered.models import MAX_LENGTH

logger = structlog.get_logger(__name__)

MOST_A_DAY = 2_000
"""Different questions that are counted on one day: far above what people ask in vain, far below what a flood brings."""

LOCKED_MS = 30
"""Milliseconds that a count waits for another writer. SQLite lets one write at a time: the count is lost, not the
search."""

# One statement: no transaction that others wait for, and no two processes that count the same one.
_COUNT = """
INSERT INTO search_askedinvain (day, question, count, partial, corrected)
SELECT %s, %s, 1, %s, %s
 WHERE (SELECT count(*) FROM search_askedinvain WHERE day = %s) < %s
    OR EXISTS (SELECT 1 FROM search_askedinvain WHERE day = %s AND question = %s)
ON CONFLICT (day, question) DO UPDATE SET
    count = search_askedinvain.count + 1, partial = excluded.partial, corrected = excluded.corrected
"""


def note(typed: str, results: SearchResults) -> None:
    """Count a question as it was typed, if this is one that editors can do something about.

    Not when a choice narrowed it, on a later page, in another order, or when the engine was away: then something else
    is the matter. Nor when editors answered it by what they put first.
    """
    if results.full or results.degraded or results.question.on_top or _goes_on(results.request):
        return
    if question := countable(typed):
        count(question, partial=results.total, corrected=_corrected(results.question), day=timezone.localdate())


def _goes_on(request: SearchRequest) -> bool:
    """Whether somebody looks further into an answer that was counted already."""
    narrowed = any(request.chosen.values()) or bool(request.shorthands)
    return narrowed or request.page != 1 or request.sort != SearchRequest.sort


def count(question: str, *, partial: int, corrected: str, day: date) -> None:
    """Add one to a cleaned question; a database that is busy or away loses the count."""
    values: list[date | str | int] = [day, question, partial, corrected, day, MOST_A_DAY, day, question]
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(_COUNT, values)
    except DatabaseError as error:
        logger.info("search.count_lost", error=type(error).__name__)


@contextmanager
def _impatient() -> Iterator[None]:
    """Let SQLite wait LOCKED_MS for its lock instead of twenty seconds. PostgreSQL locks a row, for no time at all."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _corrected(question: Question) -> str:
    """The words that were tried in place of mistyped ones, as tokens."""
    meant = (
        " ".join(clause.tokens) for need in question.needs for clause in need.clauses if clause.how == How.CORRECTION
    )
    return ", ".join(dict.fromkeys(meant))[:MAX_LENGTH]
