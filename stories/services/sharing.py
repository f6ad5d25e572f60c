"""What a teller lets their coalition read: the text that they and a second editor said yes to, and never more."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from coalitions.models import CoalitionPage
from stories.models import (
    AuditAction,
    AuditRow,
    Consent,
    Decision,
    Outcome,
    Proposal,
    Purpose,
    Reply,
    State,
    Submission,
)
from stories.querysets import consenting
from stories.services.changing import Gone, note

__all__ = ["open_shared", "shared_texts", "shared_with", "times_opened"]

AGREED = (State.APPROVED, State.PUBLISHED, State.OFFLINE, State.WITHDRAWN, State.EXPIRED)
"""States in which an agreed text stands: what isn't for the site, or no longer, may still be shared."""


def shared_texts(now: datetime | None = None) -> QuerySet[Proposal]:
    """Which texts coalitions may read at this moment; asked each time, remembered nowhere. Without a word of them."""
    yes = Consent.objects.filter(consenting(Purpose.COALITION, now), submission=OuterRef("submission"))
    approved = Decision.objects.filter(proposal=OuterRef("pk"), outcome=Outcome.APPROVE)
    second = approved.exclude(staff_id=OuterRef("staff_id"))
    return Proposal.objects.filter(
        Exists(yes),
        Exists(second),
        reply=Reply.YES,
        overtaken=False,
        submission__state__in=AGREED,
        submission__coalition__isnull=False,
    ).defer("title", "summary", "text", "remark")


def shared_with(coalition: CoalitionPage, now: datetime | None = None) -> QuerySet[Submission]:
    """The submissions of which a coalition may read the text, the newest first; without a word."""
    found = Submission.objects.without_words().filter(
        coalition=coalition, pk__in=shared_texts(now).values("submission")
    )
    return found.select_related("municipality", "region").order_by("-sent_at", "-pk")


@transaction.atomic
def open_shared(
    *, coalition: CoalitionPage, submission: uuid.UUID, reader: User, now: datetime | None = None
) -> Proposal:
    """The text that may be read, noted in the audit. Raises Gone: also for what is shared with another coalition."""
    now = now or timezone.now()
    found = shared_texts(now).filter(submission__coalition=coalition, submission__uid=submission)
    text = found.defer(None).defer("remark").first()
    if text is None:
        raise Gone
    note(submission, AuditAction.OPENED_BY_COALITION, staff_id=reader.pk, now=now)
    return text


def times_opened(submission: Submission) -> int:
    """How often somebody of the coalition opened it."""
    return AuditRow.objects.filter(submission=submission.uid, action=AuditAction.OPENED_BY_COALITION).count()
