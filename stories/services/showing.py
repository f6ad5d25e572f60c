"""A told story on the site and off it again: by the editors, or by who unpublishes its page in the admin."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from stories.models import AuditAction, Decision, Outcome, State, StoryPage, Submission
from stories.rules import accepted
from stories.services.changing import NotNow, locked, move, note
from stories.services.reviewing import LONGEST_MESSAGE, current_proposal
from stories.services.withdrawing import take_page_down

__all__ = ["follow_page", "take_off"]


@transaction.atomic
def follow_page(*, page: StoryPage, now: datetime | None = None) -> None:
    """Let the submission say whether its page is on the site; nothing when it says so already."""
    row = Submission.objects.without_words().select_for_update().filter(page=page.pk).first()
    if row is None:
        return
    if row.state == State.PUBLISHED and not page.live:
        move(row, State.OFFLINE, decided_at=now or timezone.now())
    elif row.state == State.OFFLINE and page.live:
        move(row, State.PUBLISHED)


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
    return take_page_down(submission=row, state=State.DECLINED, now=now)
