"""What the clock does for the search."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from core.jobs import job
from search.engines import index
from search.engines.scrubbing import scrub
from search.indexer.check import check
from search.indexer.rebuild import RebuildRunning, rebuild, sweep_targets
from search.indexer.texts import compare_next
from search.known_words import count_words
from search.unanswered.reading import prune

OLDEST_FILES = timedelta(hours=23)
"""With an hour between two looks: what is deleted is gone from the files of the engine within a day."""

logger = structlog.get_logger(__name__)


@job("search_count_words", every=timedelta(minutes=10), apart=True)
def count() -> None:
    """Count which words the index has: what is mistyped and what is common follows from it."""
    count_words()


@job("search_prune_questions", every=timedelta(days=1))
def prune_questions() -> None:
    """Forget what was asked in vain longer ago than may be kept."""
    prune()


@job("search_scrub_files", every=timedelta(days=1), apart=True)
def scrub_files() -> None:
    """Take what was deleted out of the files of the database."""
    scrub()


@job("search_renew_files", every=timedelta(hours=1), lease=timedelta(hours=1), apart=True)
def renew_files() -> None:
    """Make the files of the engine anew: what was deleted stays in its segments, even after they are merged."""
    if not settings.OPENSEARCH_URL or not _is_old():
        return
    try:
        rebuild(progress=lambda stage, done, total: None)
    except RebuildRunning:
        logger.info("search.renewed_elsewhere")


def _is_old() -> bool:
    """Whether the index that serves was made so long ago that it would keep something for more than a day."""
    name = index.serving()
    made = index.made_at(name) if name else None
    return made is None or timezone.now() - made > OLDEST_FILES


@job("search_sweep", every=timedelta(minutes=10), apart=True)
def sweep() -> None:
    """Compare index and database, repair what differs, and remove indices that nobody owns any more."""
    # First, since it needs no engine.
    if differing := compare_next():
        logger.warning("search.swept_texts", documents=differing)
    try:
        report = check(deep=False, repair=True)
        if settings.OPENSEARCH_URL:
            sweep_targets()
    except (index.UNREACHABLE, index.IndexMissing) as error:
        # The worker knows already and waits for it: no failure of this job.
        logger.info("search.sweep_without_engine", error=type(error).__name__)
        return
    if not report.clean:
        logger.warning("search.swept", **report.as_dict())
