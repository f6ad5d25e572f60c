"""How the index is doing, for who looks after it: engine, queue, last sweep, and what was given up."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from core.models import JobRun
from search.health import OLDEST, check_engine, waiting_since
from search.indexer.retrying import dead_rows
from search.models import IndexEntry, Rebuild

SWEEP = "search_sweep"
"""The name of the job that compares index and database (search/scheduled.py)."""


@dataclass(frozen=True)
class IndexState:
    """`engine` is "opensearch" or "database"; `waiting_since` when the oldest change came that the worker has not
    come to yet."""

    engine: str
    engine_answers: bool
    documents: int
    to_build: int
    to_push: int
    waiting_since: datetime | None
    dead: int
    last_sweep: datetime | None
    sweep_error: str
    rebuilding_since: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether a change waits longer than was promised."""
        return self.waiting_since is not None and timezone.now() - self.waiting_since > OLDEST


def index_state() -> IndexState:
    """The state of now; seven queries, and a second at most for an engine that doesn't answer."""
    to_build, to_push = IndexEntry.objects.to_build(), IndexEntry.objects.to_push()
    pushing = bool(settings.OPENSEARCH_URL)
    sweep = JobRun.objects.filter(name=SWEEP).first()
    engine = check_engine()
    return IndexState(
        engine=str(engine.detail["engine"]),
        engine_answers=engine.ok,
        documents=IndexEntry.objects.with_document().count(),
        to_build=to_build.count(),
        to_push=to_push.count() if pushing else 0,
        waiting_since=waiting_since(),
        dead=dead_rows().count(),
        last_sweep=sweep.last_finished if sweep else None,
        sweep_error=sweep.last_error if sweep else "",
        rebuilding_since=Rebuild.objects.values_list("started_at", flat=True).first(),
    )
