"""A yes that is about to end, per purpose: teller and editors hear of it, and then it is as if it was taken back.

What stands on the site then goes by `retention.expire_consents`.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mail.outbox import store_to_compose
from stories.models import Consent, Purpose, State, StoryPage, Submission
from stories.models.submission import SubmissionQuerySet
from stories.querysets import StoryQuerySet, holding
from stories.services.changing import store
from stories.services.telling import Choice, not_needed

__all__ = ["end_answers", "ending", "soon_over", "warn", "written_ending"]

WARNING: Final = timedelta(days=30)
"""How long before consent ends the teller and the editors hear of it: time enough to look at a code page once."""
IDLE: Final = (State.DRAFT, State.DECLINED)
"""In which nobody but the editors does anything with a story."""
IN_USE: Final = (
    Q(purpose=Purpose.PUBLISH, submission__state=State.PUBLISHED)
    | Q(purpose=Purpose.COALITION, submission__coalition__isnull=False) & ~Q(submission__state__in=IDLE)
    | Q(purpose=Purpose.MONITOR) & ~Q(submission__state__in=IDLE)
    | Q(purpose=Purpose.CONTACT) & ~Q(submission__contact="")
)
"""Which rows of Consent say yes to something that happens, or may: of the others nobody misses the end."""


def ending(now: datetime) -> QuerySet[Consent]:
    """The answers that are over within WARNING, the first to end first."""
    soon = Q(until__lte=timezone.localdate(now + WARNING))
    return Consent.objects.filter(holding(now) & IN_USE & soon).order_by("until", "pk")


def soon_over(now: datetime) -> SubmissionQuerySet:
    """The submissions of which something may soon no longer be done, for the editors.

    Annotated with the first: its last day as `ends_on`, its purpose as `ends_for`. The first to end comes first.
    """
    first = ending(now).filter(submission=OuterRef("pk"))
    found = Submission.objects.without_words().annotate(
        ends_on=Subquery(first.values("until")[:1]), ends_for=Subquery(first.values("purpose")[:1])
    )
    return found.filter(ends_on__isnull=False).order_by("ends_on", "pk")


def written_ending(now: datetime) -> StoryQuerySet:
    """Stories that were written as a page and are erased within WARNING (`retention.expire_consents`), the first to go
    first: each on the day after its own last one, with nobody to be mailed."""
    soon = StoryPage.objects.filter(from_submission=False, consent_until__lte=timezone.localdate(now + WARNING))
    return soon.usable_for(Purpose.PUBLISH, now).shown_once().order_by("consent_until", "path")


def warn(now: datetime) -> int:
    """Tell once of each answer that it is about to end, by mail to who wanted that. To how many tellers."""
    tellers = set(ending(now).filter(warned_at__isnull=True).values_list("submission", flat=True))
    return sum(_warn(pk, now) for pk in sorted(tellers))


@transaction.atomic
def _warn(pk: int, now: datetime) -> bool:
    if not Submission.objects.select_for_update().filter(pk=pk).exists():
        return False
    unheard = ending(now).filter(submission=pk, warned_at__isnull=True).values_list("pk", flat=True)
    warned = Consent.objects.filter(pk__in=list(unheard)).update(warned_at=now)
    if warned:
        store_to_compose(composer="stories.ending", subject="Bericht", payload={"submission": pk})
    return bool(warned)


def end_answers(now: datetime) -> int:
    """What somebody said yes to until a day that is past, with what belonged to that yes. Of how many tellers.

    They didn't say no, so no answer is added: theirs is over.
    """
    return sum(_end(pk, now) for pk in sorted(set(_over(now).values_list("submission", flat=True))))


def _over(now: datetime) -> QuerySet[Consent]:
    past = Consent.objects.filter(given=True, withdrawn_at__isnull=True, until__lt=timezone.localdate(now))
    return past.exclude(purpose=Purpose.PUBLISH, submission__page__isnull=False)


@transaction.atomic
def _end(pk: int, now: datetime) -> bool:
    row = Submission.objects.without_words().select_for_update().filter(pk=pk).first()
    over = {answer.pk: Purpose(answer.purpose) for answer in _over(now).filter(submission=pk)}
    if row is None or not over:
        return False
    Consent.objects.filter(pk__in=list(over)).update(withdrawn_at=now)
    store(row, **not_needed(dict.fromkeys(over.values(), Choice(False))))
    return True
