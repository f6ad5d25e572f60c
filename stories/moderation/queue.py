"""What waits for editors, as rows without a word of what was told."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from stories.keeping.encryption import Unreadable
from stories.keeping.ending import soon_over
from stories.models import Consent, Purpose, State, Submission, Urgency
from stories.models.submission import unread, waits
from stories.moderation.suggesting import suggestions
from stories.querysets import consenting
from stories.rules import OPEN_STATES
from stories.services.sharing import shared_texts
from themes.models import Theme

__all__ = ["ENDING", "PER_PAGE", "Row", "Shelf", "age", "ends_for", "found_on", "rows", "shelves", "why_urgent"]

PER_PAGE: Final = 20
OPEN, URGENT, WRITTEN, ENDING = "open", "dringend", "nieuw", "loopt-af"
STATES: Final = (
    State.SENT, State.IN_REVIEW, State.WAITING, State.APPROVED, State.PUBLISHED, State.OFFLINE, State.DECLINED,
    State.EXPIRED, State.WITHDRAWN,
)  # fmt: skip
"""Those that are filtered by: a draft is nobody's to see."""

ENDS: Final = {
    Purpose.PUBLISH: "Mag op de site",
    Purpose.COALITION: "Mag naar de coalitie",
    Purpose.MONITOR: "Mag in de landelijke monitor",
    Purpose.CONTACT: "Wij mogen contact opnemen",
}


@dataclass(frozen=True)
class Shelf:
    """A choice of the filter, with how many there are."""

    key: str
    label: str
    total: int
    chosen: bool


@dataclass(frozen=True)
class Row:
    """A submission in the list."""

    submission: Submission
    age: str
    themes: list[Theme]

    @property
    def why_urgent(self) -> list[str]:
        return why_urgent(self.submission)

    @property
    def ends_for(self) -> str:
        """What may soon no longer be done, on the shelf of that; "" elsewhere."""
        purpose = self.submission.__dict__.get("ends_for")
        return ends_for(purpose) if purpose else ""


def found_on(key: str) -> QuerySet[Submission]:
    """The submissions on a shelf, in the order of the queue; those that wait for an unknown key.

    Each has `is_unread`. Those on ENDING have as `ends_on` the last day of what is over first, as `ends_for` what that
    is.
    """
    found = Submission.objects.queue()
    if key == URGENT:
        found = found.filter(urgent=True)
    elif key == WRITTEN:
        found = found.filter(unread())
    elif key in OPEN_STATES:
        found = found.filter(state=key)
    elif key in STATES:
        found = Submission.objects.with_unread().without_words().filter(state=key).order_by("-sent_at", "-pk")
    elif key == ENDING:
        found = soon_over(timezone.now()).with_unread()
    else:
        found = found.exclude(_only_shared())
    return found.select_related("municipality", "region", "focus_group")


def _only_shared() -> Q:
    """Agreed on, read by a coalition and not for the site: nothing is left to do, unless its teller writes to us."""
    for_the_site = Consent.objects.filter(consenting(Purpose.PUBLISH)).values("submission")
    shared = shared_texts().values("submission")
    return Q(state=State.APPROVED, urgent=False, pk__in=shared) & ~Q(pk__in=for_the_site) & ~unread()


def shelves(chosen: str) -> list[Shelf]:
    """The choices of the filter. Two queries."""
    counts: Mapping[str, int] = Submission.objects.aggregate(
        open=Count("pk", filter=waits() & ~_only_shared()),
        dringend=Count("pk", filter=Q(urgent=True)),
        nieuw=Count("pk", filter=unread()),
        **{state.name: Count("pk", filter=Q(state=state)) for state in STATES},
    )
    known = {OPEN: "Alles wat wacht", URGENT: "Dringend", WRITTEN: "Nieuw bericht"}
    keys = [(key, label, counts[key]) for key, label in known.items()]
    keys += [(state.value, str(state.label), counts[state.name]) for state in STATES]
    keys.append((ENDING, "Een toestemming loopt af", soon_over(timezone.now()).count()))
    chosen = chosen if chosen in (URGENT, WRITTEN, ENDING, *STATES) else OPEN
    return [Shelf(key, label, total, key == chosen) for key, label, total in keys]


def rows(shown: Sequence[Submission], now: datetime) -> list[Row]:
    """As they stand in the list. Two queries, unless there is one that no key reads.

    The words are read to find themes in, by the server and for nobody's eyes; of closed ones there is no need.
    """
    waiting = [row.pk for row in shown if row.state in OPEN_STATES]
    texts = _texts(waiting)
    found = dict(zip(texts, suggestions(texts.values()), strict=True)) if texts else {}
    return [Row(row, age(row.sent_at, now), found.get(row.pk, [])) for row in shown]


def _texts(ids: Sequence[int]) -> dict[int, str]:
    """What was told, by submission; of what none of our keys reads nothing."""
    found = Submission.objects.values_list("pk", "text")
    try:
        return dict(found.filter(pk__in=ids))
    except Unreadable:
        texts: dict[int, str] = {}
        for pk in ids:
            with suppress(Unreadable):
                texts |= dict(found.filter(pk=pk))
        return texts


def ends_for(purpose: str) -> str:
    """What may soon no longer be done, to be read before its last day."""
    return ENDS[Purpose(purpose)]


def why_urgent(submission: Submission) -> list[str]:
    """The reasons in words."""
    return [Urgency(reason).label for reason in submission.urgency if reason in Urgency.values]


def age(since: datetime | None, now: datetime) -> str:
    """How long something waits, in whole days, or hours on the first."""
    if since is None:
        return ""
    waited = max(now - since, timedelta())
    if waited.days:
        return "1 dag" if waited.days == 1 else f"{waited.days} dagen"
    hours = int(waited.total_seconds() // 3600)
    return f"{hours} uur" if hours else "minder dan een uur"
