"""After a coalition promised something: asking what became of it, hearing that, and an editor's no to a response."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from coalitions.membership import team_of
from mail.outbox import store_to_compose
from mail.preferences import Kind, wants
from stories.models import CoalitionResponse
from stories.services.changing import Gone
from stories.services.responding import Response, respond

__all__ = ["AlreadySaid", "ask_what_became", "follow_up", "turn_down"]

BATCH: Final = 50
"""Promises per run: the worker that does this also keeps the index."""


class AlreadySaid(Exception):
    """What became of that promise is with the editors or on the site: sent before, or by a colleague."""


def ask_what_became(now: datetime | None = None) -> int:
    """Mail the coordinators of coalitions whose half year is over, once; how many promises were asked about."""
    now = now or timezone.now()
    due = CoalitionResponse.objects.due(timezone.localdate(now)).filter(asked_at__isnull=True)
    keys = list(due.values_list("pk", flat=True)[:BATCH])
    return sum(_ask(pk, now) for pk in keys)


@transaction.atomic
def follow_up(
    *, earlier: CoalitionResponse, author: User, response: Response, now: datetime | None = None
) -> CoalitionResponse:
    """What became of a promise, as a response of its own. Raises SaysNothing, NotLinked, TextRefused, Gone and
    AlreadySaid.

    It is an editor's to check as any other; the promise stays where it is and isn't asked about again, unless they
    turn this down.
    """
    promise = CoalitionResponse.objects.select_for_update().filter(pk=earlier.pk).first()
    if promise is None:
        raise Gone
    if not CoalitionResponse.objects.promises().filter(pk=promise.pk).exists():
        raise AlreadySaid
    made = respond(story=promise.story, coalition=promise.coalition, author=author, response=response, now=now)
    made.follows = promise
    made.save(update_fields=["follows"])
    return made


@transaction.atomic
def turn_down(*, response: CoalitionResponse) -> None:
    """An editor doesn't let readers see it: it goes, and the promise that it was about is open again.

    What was checked before stays; nothing when it is gone.
    """
    CoalitionResponse.objects.to_check().filter(pk=response.pk).delete()


@transaction.atomic
def _ask(pk: int, now: datetime) -> bool:
    """Whether it was us who asked: another worker may have been here since the list was made."""
    response = CoalitionResponse.objects.select_for_update().filter(pk=pk, asked_at__isnull=True).first()
    if response is None:
        return False
    response.asked_at = now
    response.save(update_fields=["asked_at"])
    for person in team_of(response.coalition):
        if person.leads and person.user.is_active and wants(person.user, kind=Kind.TODO):
            store_to_compose(
                composer="stories.what_became",
                subject="Wat is er veranderd?",
                payload={"response": pk, "user": person.user.pk},
            )
    return True
