"""A told story on the site and off it again: by the editors, or by who unpublishes its page in the admin."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from stories.models import AuditAction, Decision, Outcome, State, Submission
from stories.rules import accepted
from stories.services.changing import NotNow, locked, move, note
from stories.services.mailing import mail_teller
from stories.services.reviewing import LONGEST_MESSAGE, current_proposal
from stories.services.withdrawing import take_page_down

__all__ = ["follow_pages", "take_off"]


def follow_pages(now: datetime | None = None) -> int:
    """Let each submission say whether its page is on the site; nothing when all say so already. How many.

    Not while a page is locked: erasing locks the submission first.
    """
    gone_off = Q(state=State.PUBLISHED) & (Q(page__live=False) | Q(page=None))
    back_on = Q(state=State.OFFLINE, page__live=True)
    keys = list(Submission.objects.filter(gone_off | back_on).values_list("pk", flat=True))
    return sum(_follow(pk, now or timezone.now()) for pk in keys)


@transaction.atomic
def _follow(pk: int, now: datetime) -> bool:
    row = Submission.objects.without_words().select_for_update(of=("self",)).filter(pk=pk).first()
    live = row is not None and row.page is not None and row.page.live
    if row is None or live == (row.state == State.PUBLISHED):
        return False
    if row.state == State.PUBLISHED:
        move(row, State.OFFLINE, decided_at=now)
    elif row.state == State.OFFLINE:
        move(row, State.PUBLISHED)
    return True


@transaction.atomic
def take_off(
    *, submission: Submission, editor: User, reason: str, version: int | None = None, now: datetime | None = None
) -> Submission:
    """The editors take a story off the site for good, and its teller reads why.

    Raises Gone, ChangedMeanwhile, TextRefused; NotNow when it has no page.
    """
    now = now or timezone.now()
    row = locked(submission, version=version)
    if row.page_id is None:
        raise NotNow(row.state)
    Decision.objects.create(
        submission=row,
        proposal=current_proposal(row),
        outcome=Outcome.DECLINE,
        reason=accepted(reason, longest=LONGEST_MESSAGE),
        staff_id=editor.pk,
        at=now,
    )
    note(row.uid, AuditAction.DECIDED, staff_id=editor.pk, now=now)
    mail_teller(row)
    return take_page_down(submission=row, state=State.DECLINED, now=now)
