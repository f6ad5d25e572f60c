"""Keeping searches and forgetting them. Each action is one transaction."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alerts.models import MAX_QUESTION, Frequency, Match, SavedSearch, Subscriber
from core.once import mark
from mail import outbox
from search.api import SearchRequest, address

__all__ = [
    "TooLong",
    "TooMany",
    "confirm",
    "forget",
    "forget_unconfirmed",
    "keep_for_address",
    "keep_for_user",
    "pause",
    "resume",
    "sent_before",
    "set_frequency",
    "stop",
]

MAX_SEARCHES: Final = 20
"""Confirmed ones per person: more is a wish for the feed of everything, and one mail has to stay readable."""
MAX_WAITING: Final = 10
"""Unconfirmed ones per person. The oldest makes room for one more, so that nobody can keep an address from its owner
by asking for it; at three mails an hour (limits.KEEP_ADDRESS) its owner has three hours to be before a stranger."""
TIME_TO_CONFIRM: Final = timedelta(days=7)
"""An address that nobody confirmed is not ours to keep."""


class TooMany(ValueError):
    """This person keeps as many searches as one may."""


class TooLong(ValueError):
    """The question is longer than can be kept."""


@transaction.atomic
def keep_for_user(*, user: Any, request: SearchRequest, frequency: Frequency) -> SavedSearch:
    """Keep a search for somebody with an account, whose address was confirmed before. TooMany, TooLong.

    One that they kept already gets this frequency, and is resumed.
    """
    # Locked until it is kept: of two clicks at once the second finds what the first one kept.
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(user=user)
    search = _keep(subscriber, _question(request), frequency)
    _begin(search)
    SavedSearch.objects.filter(pk=search.pk).update(frequency=frequency)
    if search.paused:
        resume(search=search)
    return search


@transaction.atomic
def keep_for_address(*, mail_address: str, request: SearchRequest, frequency: Frequency, form: str = "") -> None:
    """Keep a search for an address once its owner confirms by the mail that goes there. TooLong.

    Whoever asks learns nothing of what the address keeps: that it keeps this one, or too many, its mail says. One that
    it keeps stays as it is, since anybody can fill in an address: the mail says how to make it as it was asked now.
    By the same form (core.once) it is one mail.
    """
    mail_address, question = mail_address.strip().lower(), _question(request)
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(address=mail_address)
    marked = mark(form, mail_address, question, frequency)
    if marked and SavedSearch.objects.filter(subscriber=subscriber, form_mark=marked).exists():
        return
    try:
        search = _keep(subscriber, question, frequency, marked)
    except TooMany:
        outbox.store_to_compose(
            composer="alerts.full",
            subject="Uw bewaarde zoekvragen",
            payload={"subscriber": subscriber.pk},
            form_mark=marked,
        )
        return
    payload = {"search": search.pk, "frequency": frequency.value}
    outbox.store_to_compose(composer="alerts.confirm", subject="Bevestig uw bewaarde zoekvraag", payload=payload)


def sent_before(*, mail_address: str, request: SearchRequest, frequency: Frequency, form: str) -> bool:
    """Whether `keep_for_address` would send nothing, since this very form was sent already. TooLong."""
    marked = mark(form, mail_address.strip().lower(), _question(request), frequency)
    return marked is not None and SavedSearch.objects.filter(form_mark=marked).exists()


@transaction.atomic
def confirm(*, search: SavedSearch) -> None:
    """The owner of the address wants this search. Confirming twice changes nothing. TooMany."""
    _hold(search.subscriber_id)
    if SavedSearch.objects.filter(pk=search.pk, confirmed=None).exists():
        _refuse_too_many(search.subscriber)
        _begin(search)


@transaction.atomic
def set_frequency(*, search: SavedSearch, frequency: Frequency) -> None:
    """Tell of this search more or less often, from now on."""
    SavedSearch.objects.filter(pk=search.pk).update(frequency=frequency)


@transaction.atomic
def pause(*, search: SavedSearch) -> None:
    """Stop looking for this search until it is resumed; what was found and not told yet is forgotten."""
    SavedSearch.objects.filter(pk=search.pk).update(paused=True)
    Match.objects.filter(search=search).delete()


@transaction.atomic
def resume(*, search: SavedSearch) -> None:
    """Look for this search again: for what is new from now on."""
    SavedSearch.objects.filter(pk=search.pk).update(paused=False, last_round=timezone.localdate())


@transaction.atomic
def forget(*, search: SavedSearch) -> None:
    """Throw a search away; with the last one goes the address."""
    subscriber_id = search.subscriber_id
    _hold(subscriber_id)
    SavedSearch.objects.filter(pk=search.pk).delete()
    _forget_those_without_searches(pk=subscriber_id)


@transaction.atomic
def stop(*, subscriber: Subscriber) -> None:
    """No more of this mail: an address is forgotten with its searches, those of an account are paused."""
    _hold(subscriber.pk)
    if subscriber.user_id is None:
        Subscriber.objects.filter(pk=subscriber.pk).delete()
        return
    SavedSearch.objects.filter(subscriber=subscriber).update(paused=True)
    Match.objects.filter(search__subscriber=subscriber).delete()


@transaction.atomic
def forget_unconfirmed(now: datetime | None = None) -> int:
    """Forget searches that were not confirmed within a week, and addresses without one. How many searches."""
    old = SavedSearch.objects.filter(confirmed=None, created__lte=(now or timezone.now()) - TIME_TO_CONFIRM)
    forgotten = old.count()
    old.delete()
    _forget_those_without_searches()
    return forgotten


def _question(request: SearchRequest) -> str:
    """What is kept of a question: the same in whatever order and on whatever page. TooLong."""
    question = address(replace(request, sort="relevance", page=1))
    if len(question) > MAX_QUESTION:
        raise TooLong
    return question


def _hold(subscriber_id: int) -> None:
    """Let nobody else change what this person keeps until the transaction ends."""
    Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()


def _keep(subscriber: Subscriber, question: str, frequency: Frequency, marked: UUID | None = None) -> SavedSearch:
    """Find or make a search of somebody whose row is locked. TooMany."""
    known = SavedSearch.objects.filter(subscriber=subscriber, question=question).first()
    if known is None:
        _refuse_too_many(subscriber)
        _make_room(subscriber)
        return SavedSearch.objects.create(
            subscriber=subscriber, question=question, frequency=frequency, form_mark=marked
        )
    SavedSearch.objects.filter(pk=known.pk).update(form_mark=marked)
    # Asked for once more before it was confirmed: as it is asked now, with a whole week to confirm.
    SavedSearch.objects.filter(pk=known.pk, confirmed=None).update(frequency=frequency, created=timezone.now())
    return known


def _refuse_too_many(subscriber: Subscriber) -> None:
    if SavedSearch.objects.filter(subscriber=subscriber, confirmed__isnull=False).count() >= MAX_SEARCHES:
        raise TooMany


def _make_room(subscriber: Subscriber) -> None:
    """Forget the oldest of those that wait for a confirmation, if one more would be too many."""
    newest_first = SavedSearch.objects.filter(subscriber=subscriber, confirmed=None).order_by("-created", "-pk")
    too_many = list(newest_first.values_list("pk", flat=True)[MAX_WAITING - 1 :])
    SavedSearch.objects.filter(pk__in=too_many).delete()


def _begin(search: SavedSearch) -> None:
    """What is new from today on counts; the first round is that of the next period."""
    SavedSearch.objects.filter(pk=search.pk, confirmed=None).update(
        confirmed=timezone.now(), last_round=timezone.localdate()
    )


def _forget_those_without_searches(**which: Any) -> None:
    Subscriber.objects.filter(searches=None, **which).delete()
