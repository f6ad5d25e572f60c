"""What others did with the examples: the editors' checks, the coalitions' answers, and taking one away."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from approaches.confirmation.models import Answer
from approaches.confirmation.services import give_up, note_reminder, open_request, settle
from approaches.marks.models import CheckOutcome
from approaches.marks.rules import CHECKLIST
from approaches.marks.services import record_check
from approaches.models import ApproachPage
from approaches.retirement.models import RetirementReason
from approaches.retirement.services import retire
from exchange.demo.files import DemoPage
from exchange.demo.states import State, state_of

__all__ = ["mark"]

# The editors come some weeks after an approach was published, a coalition confirms it after that.
_CHECKED_AFTER = timedelta(days=17)
_CONFIRMED_AFTER = timedelta(days=40)
# Asked, reminded twice and left without an answer: as long ago as the rules take for it.
_ASKED = timedelta(days=75)
_REMINDED = (timedelta(days=54), timedelta(days=33))
_GAVE_UP = timedelta(days=12)


def mark(page: ApproachPage, described: DemoPage, *, editor: User, approaches: Mapping[str, ApproachPage]) -> None:
    """Give a published example the marks that its file names, by the services that people's clicks call."""
    published, state = page.first_published_at, state_of(described)
    if published is None:
        return
    if state == State.CHECKED:
        _check(page, editor, at=published + _CHECKED_AFTER)
    if day := described.values.get("confirmed"):
        _confirm(page, at=max(datetime.combine(day, time(9, 30), tzinfo=UTC), published + _CONFIRMED_AFTER))
    if state == State.DUE:
        _leave_unanswered(page)
    if state == State.RETIRED:
        retire(
            page=page,
            reason=RetirementReason(described.values["retired_reason"]),
            explanation=described.values.get("retired_explanation", ""),
            successors=[approaches[slug] for slug in described.values.get("successors", ()) if slug in approaches],
            user=editor,
        )


def _check(page: ApproachPage, editor: User, *, at: datetime) -> None:
    answers = {question.key: True for question in CHECKLIST}
    check = record_check(page=page, user=editor, outcome=CheckOutcome.OK, answers=answers)
    check.checked_at = at
    check.save(update_fields=["checked_at"])


def _confirm(page: ApproachPage, *, at: datetime) -> None:
    """By the link of the mail, as a coalition without an account in the demo can."""
    request = open_request(page_id=page.pk, now=at - timedelta(days=2))
    settle(nonce=request.nonce, answer=Answer.HOLDS, now=at)


def _leave_unanswered(page: ApproachPage) -> None:
    now = timezone.now()
    request = open_request(page_id=page.pk, now=now - _ASKED)
    for ago in _REMINDED:
        note_reminder(request=request, now=now - ago)
        request.refresh_from_db()
    give_up(request=request, now=now - _GAVE_UP)
