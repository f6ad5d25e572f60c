"""Actions around the yearly question: asking, reminding, giving up, and what an answer brings about.

Mails go to the outbox in the transaction that notes them: killed halfway, both are there or neither.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from approaches.confirmation.models import Answer, Confirmation, ConfirmationRequest
from approaches.confirmation.rules import LINK_VALID

__all__ = [
    "AlreadyAnswered",
    "LinkExpired",
    "close_requests",
    "confirm",
    "give_up",
    "note_adjusting",
    "note_reminder",
    "open_request",
    "settle",
]


class AlreadyAnswered(Exception):
    """This question was answered before, or no longer matters."""


class LinkExpired(Exception):
    """The link was sent too long ago."""


@transaction.atomic
def open_request(*, page_id: int, now: datetime) -> ConfirmationRequest:
    """Begin a question about an approach; one of an earlier year that is still open lapses."""
    close_requests(page_id=page_id, now=now)
    return ConfirmationRequest.objects.create(
        page_id=page_id, asked_at=now, last_sent_at=now, expires_at=now + LINK_VALID
    )


@transaction.atomic
def note_reminder(*, request: ConfirmationRequest, now: datetime) -> bool:
    """Count a reminder; False when somebody else did since the question was read."""
    asked = ConfirmationRequest.objects.filter(
        pk=request.pk, reminders=request.reminders, answered_at__isnull=True, closed_at__isnull=True
    )
    return bool(asked.update(reminders=F("reminders") + 1, last_sent_at=now))


@transaction.atomic
def give_up(*, request: ConfirmationRequest, now: datetime) -> None:
    """Nobody answered: from now on the page says so. A late answer is still welcome."""
    request.unanswered_at = now
    request.save(update_fields=["unanswered_at"])  # by save(), which tells the index


@transaction.atomic
def settle(*, nonce: str, answer: Answer, now: datetime | None = None) -> ConfirmationRequest:
    """Note the one answer that ends a question.

    LinkExpired when it comes too late, AlreadyAnswered when it isn't the first, ConfirmationRequest.DoesNotExist
    when there is no such question. Saying that it still holds confirms the approach.
    """
    now = now or timezone.now()
    request = _answerable(nonce, now)
    request.answered_at, request.answer = now, answer
    request.save(update_fields=["answered_at", "answer"])
    if answer == Answer.HOLDS:
        Confirmation.objects.create(page_id=request.page_id, confirmed_at=now, request=request)
    return request


@transaction.atomic
def note_adjusting(*, nonce: str, now: datetime | None = None) -> ConfirmationRequest:
    """Somebody is going to change the approach: the question stays open until that is published. Errors as settle."""
    request = _answerable(nonce, now or timezone.now())
    request.answer = Answer.ADJUST
    request.save(update_fields=["answer"])
    return request


@transaction.atomic
def confirm(*, page_id: int, user: User, now: datetime | None = None) -> Confirmation:
    """Somebody of the coalition says, logged in, that it still holds. Ends the question, if there is one."""
    now = now or timezone.now()
    close_requests(page_id=page_id, now=now)
    return Confirmation.objects.create(page_id=page_id, confirmed_at=now, confirmed_by=user)


@transaction.atomic
def close_requests(*, page_id: int, now: datetime | None = None) -> int:
    """Let open questions about an approach lapse: something happened that answers them. How many there were."""
    return _open().filter(page=page_id).update(closed_at=now or timezone.now())


def _open() -> QuerySet[ConfirmationRequest]:
    return ConfirmationRequest.objects.filter(answered_at__isnull=True, closed_at__isnull=True)


def _answerable(nonce: str, now: datetime) -> ConfirmationRequest:
    request = ConfirmationRequest.objects.select_for_update().get(nonce=nonce)
    if not request.is_open:
        raise AlreadyAnswered
    if now >= request.expires_at:
        raise LinkExpired
    return request
