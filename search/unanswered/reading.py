"""What was asked in vain, for the editors, and how it goes away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from accounts.models import User
from search.unanswered.models import AskedInVain, HandledQuestion, Handling

KEEP = timedelta(days=90)
"""How long a question is kept. Not longer: names can't be told from words (docs/search.md)."""

Questions = QuerySet[AskedInVain, Any]


@dataclass(frozen=True)
class Unanswered:
    """A question over all its days. `handled`: what was done, "" for nothing; `again`: asked after that day too."""

    question: str
    count: int
    last_day: date
    partial: int
    corrected: str
    handled: str = ""
    handled_on: date | None = None
    again: bool = False


def waiting(*, containing: str = "", since: date | None = None, all_of_them: bool = False) -> Questions:
    """Questions over all their days, most asked first: rows for `described`. A page of it is one query.

    Without `all_of_them` only those that wait for an editor. A question that was dismissed waits no more; one that
    got a synonym or a call waits again once it is asked in vain after that day.
    """
    rows = AskedInVain.objects.filter(question__icontains=containing) if containing else AskedInVain.objects.all()
    if since:
        rows = rows.filter(day__gte=since)
    done = HandledQuestion.objects.filter(question=OuterRef("question"))
    found = rows.values("question").annotate(
        total=Sum("count"),
        last_day=Max("day"),
        handled=Subquery(done.values("how")[:1]),
        handled_on=Subquery(done.values("day")[:1]),
    )
    if not all_of_them:
        found = found.filter(Q(handled=None) | (~Q(handled=Handling.DISMISSED) & Q(last_day__gt=F("handled_on"))))
    return found.order_by("-total", "-last_day", "question")


def described(rows: Iterable[Mapping[str, Any]]) -> list[Unanswered]:
    """These rows with what the site did the last time; one query."""
    known = list(rows)
    last = {(row["question"], row["last_day"]) for row in known}
    details = {
        row.question: row
        for row in AskedInVain.objects.filter(question__in=[row["question"] for row in known])
        if (row.question, row.day) in last
    }
    return [_unanswered(row, details.get(row["question"])) for row in known]


def _unanswered(row: Mapping[str, Any], last: AskedInVain | None) -> Unanswered:
    how = row["handled"] or ""
    return Unanswered(
        question=row["question"],
        count=row["total"],
        last_day=row["last_day"],
        partial=last.partial if last else 0,
        corrected=last.corrected if last else "",
        handled=Handling(how).label if how else "",
        handled_on=row["handled_on"],
        again=how not in ("", Handling.DISMISSED) and row["last_day"] > row["handled_on"],
    )


def handle(*, question: str, how: Handling, user: User) -> None:
    """Note what was done about a question."""
    HandledQuestion.objects.update_or_create(
        question=question, defaults={"how": how, "day": timezone.localdate(), "by": user}
    )


@transaction.atomic
def erase(*, question: str) -> None:
    """Take a question away at once: somebody's name stands in it."""
    AskedInVain.objects.filter(question=question).delete()
    HandledQuestion.objects.filter(question=question).delete()


@transaction.atomic
def prune(today: date | None = None) -> int:
    """Delete what is older than KEEP, and what was done about questions that are gone; returns how many days."""
    oldest = (today or timezone.localdate()) - KEEP
    gone, _ = AskedInVain.objects.filter(day__lte=oldest).delete()
    HandledQuestion.objects.exclude(question__in=AskedInVain.objects.values("question")).delete()
    return gone
