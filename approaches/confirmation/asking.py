"""The work behind the yearly job: which approaches are asked about today, and the mails that go out.

Each approach in a transaction of its own. Run twice it does the same once: what was asked is noted with its mail.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from approaches.confirmation.links import link_for
from approaches.confirmation.models import ConfirmationRequest
from approaches.confirmation.recipients import addresses_for
from approaches.confirmation.rules import Step, next_step
from approaches.confirmation.services import give_up, note_reminder, open_request
from approaches.models import ApproachPage
from coalitions.querysets import is_below_coalition
from coalitions.tree import shown_day

__all__ = ["Asked", "ask_for_confirmation"]

log = structlog.get_logger(__name__)

BATCH: Final = 50
"""Approaches per run: the worker that does this also keeps the index, and a mail server takes no thousand at once."""


@dataclass
class Asked:
    """What one run did."""

    asked: int = 0
    reminded: int = 0
    given_up: int = 0
    nobody: int = 0


def ask_for_confirmation(now: datetime | None = None) -> Asked:
    """Ask, remind or give up, as far as due."""
    now = now or timezone.now()
    done = Asked()
    for pk in _waiting(now):
        _follow_up(pk, now, done)
    due = ApproachPage.objects.public().due_for_confirmation(now).order_by("pk").values_list("pk", flat=True)
    for pk in list(due):
        if done.asked >= BATCH:
            break
        _ask(pk, now, done)
    if done != Asked():
        log.info("confirmation_asked", **vars(done))
    return done


def _waiting(now: datetime) -> list[int]:
    public = ApproachPage.objects.public().order_by().values("pk")
    waiting = ConfirmationRequest.objects.filter(
        answered_at__isnull=True, closed_at__isnull=True, unanswered_at__isnull=True, page__in=public
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int, now: datetime, done: Asked) -> None:
    # Locked and asked again: another worker may have been here since the list was made.
    page = ApproachPage.objects.public().due_for_confirmation(now).filter(pk=pk).select_for_update(of=("self",)).first()
    if page is None:
        return
    addresses = addresses_for(page)
    if not addresses:
        done.nobody += 1
        return
    _send(open_request(page_id=pk, now=now), page, addresses, reminder=False)
    done.asked += 1


@transaction.atomic
def _follow_up(pk: int, now: datetime, done: Asked) -> None:
    request = ConfirmationRequest.objects.select_related("page").get(pk=pk)
    step = next_step(last_sent=request.last_sent_at, reminders=request.reminders, now=now)
    if step is Step.GIVE_UP:
        give_up(request=request, now=now)
        done.given_up += 1
    elif step is Step.REMIND and note_reminder(request=request, now=now):
        # Without an address nobody is reminded, and the question still ends.
        _send(request, request.page, addresses_for(request.page), reminder=True)
        done.reminded += 1


def _send(request: ConfirmationRequest, page: ApproachPage, addresses: tuple[str, ...], *, reminder: bool) -> None:
    """A message for each address, with a link of its own: who reads one doesn't see the others'."""
    context = {
        "title": page.title,
        "national": not is_below_coalition(page.path),
        "asked": shown_day(request.asked_at),
        "until": shown_day(request.expires_at),
        "reminder": reminder,
    }
    subject = " ".join(f"{'Herinnering: k' if reminder else 'K'}lopt dit nog? {page.title}".split())
    for address in addresses:
        text = render_to_string("approaches/mail/confirmation.txt", context | {"link": link_for(request, address)})
        EmailMessage(subject=subject, body=text, to=[address]).send()
