"""Whether the search can do its work: the engine answers, and nothing waits long for the worker."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Min
from django.utils import timezone

from core import health
from core.health import Health
from search.engines import index
from search.engines.base import SearchUnavailable
from search.engines.deadline import Deadline
from search.engines.opensearch import writer
from search.indexer.retrying import dead_rows
from search.models import IndexEntry, IndexEntryQuerySet

OLDEST = timedelta(seconds=60)
"""How long a change may wait for the worker before something is wrong (trust.md 25)."""

ALL_FAIL = 20
"""Of so many changes one after another that failed, with none that didn't, the documents are not the cause: it is
something that all of them need. An approach and its blocks, which may fail together, are fewer."""

PING = timedelta(seconds=1)


def register() -> None:
    """Add the checks of the search to those of the site."""
    health.register("engine", check_engine)
    health.register("queue", check_queue)


def check_engine() -> Health:
    """Whether the configured engine answers; the embedded one is the database itself."""
    if not settings.OPENSEARCH_URL:
        return Health(ok=True, detail={"engine": "database"})
    deadline = Deadline(PING)
    try:
        deadline.run(
            lambda: writer(settings.OPENSEARCH_URL).indices.exists_alias(name=index.alias(), request_timeout=1)
        )
    except (SearchUnavailable, index.UNREACHABLE) as error:
        return Health(ok=False, detail={"engine": "opensearch", "error": type(error).__name__})
    finally:
        deadline.close()
    return Health(ok=True, detail={"engine": "opensearch"})


def check_queue() -> Health:
    """Whether everything that changed was built and sent within OLDEST. Dead letters are told, no more than that,
    as long as other documents come through."""
    oldest = waiting_since()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    failing = all_fail()
    return Health(
        ok=age <= OLDEST.total_seconds() and not failing,
        detail={"age_seconds": round(age, 1), "dead_letters": len(dead_letters()), "all_fail": failing},
    )


def all_fail() -> bool:
    """Whether the last ALL_FAIL documents that changed, longer than OLDEST ago, failed and not one has come through
    since."""
    tried = IndexEntry.objects.filter(attempts__gt=0, changed_at__lte=timezone.now() - OLDEST)
    moments = dict(  # one that waits to be built and to be sent is one
        row for rows in _due(tried) for row in rows.order_by("-changed_at").values_list("pk", "changed_at")[:ALL_FAIL]
    )
    if len(moments) < ALL_FAIL:
        return False
    through = IndexEntry.objects.filter(
        changed_at__gte=sorted(moments.values())[-ALL_FAIL], attempts=0, built_version__gte=F("version")
    )
    if settings.OPENSEARCH_URL:
        through = through.filter(indexed_version__gte=F("document_version"))
    return not through.exists()


def waiting_since() -> datetime | None:
    """When the oldest change came that the worker has not come to yet.

    What failed by itself is not among them: one document that can't be built says nothing of the worker.
    """
    oldest = (each.aggregate(oldest=Min("changed_at"))["oldest"] for each in _due(IndexEntry.objects.unfailed()))
    return min(filter(None, oldest), default=None)


def _due(rows: IndexEntryQuerySet) -> list[IndexEntryQuerySet]:
    """Which of these rows wait to be built, and which to be sent where there is an engine."""
    return [rows.to_build(), *([rows.to_push()] if settings.OPENSEARCH_URL else [])]


def dead_letters() -> list[tuple[str, str]]:
    """Keys of documents that can't be built or sent, with the kind of their error; the longest waiting first."""
    rows = dead_rows().order_by("changed_at")
    return [(row.key, row.error) for row in rows.only("type", "object_id", "error")]
