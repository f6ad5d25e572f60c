"""What is kept no longer than needed (trust.md 7), and consent whose time is over. Each step may be done twice.

How long is a setting (KEEP_DRAFTS, KEEP_UNPUBLISHED, KEEP_CONTACT). Each story goes in a transaction of its own.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast, Coalesce
from wagtail.models import PageLogEntry, Revision

from core.days import begin_of_day, end_of_day
from stories.keeping import files
from stories.keeping.encryption import Unreadable
from stories.models import (
    Consent,
    Proposal,
    Purpose,
    State,
    StoryPage,
    Submission,
    SubmissionFile,
    TellerSession,
)
from stories.models.submission import SubmissionQuerySet
from stories.querysets import StoryQuerySet, naming
from stories.services.changing import move, store
from stories.services.mailing import mail_teller
from stories.services.naming import take_name_off
from stories.services.sharing import shared_texts
from stories.services.withdrawing import erase_story, take_page_down

__all__ = [
    "asks_contact", "clear_contact", "clear_names", "close_sessions", "erase_drafts", "erase_unpublished",
    "expire_consents", "kept_until", "lapse_proposals", "sweep_files", "sweep_traces",
]  # fmt: skip

STRAY: Final = timedelta(hours=1)
"""A file without a row may be one that is being added right now; after so long it isn't."""


def erase_drafts(now: datetime) -> int:
    """What was never sent, once it is older than it may be. How many."""
    return _erase(Submission.objects.drafts_older_than(now - settings.KEEP_DRAFTS), now)


def erase_unpublished(now: datetime) -> int:
    """What was sent and isn't on the site, once it is older than it may be, whatever it waits for. How many.

    From the decision on, or from the moment that it went off the site; as long as there is neither, from its sending.
    What a coalition may read is in use, and stays.
    """
    old = Submission.objects.annotate(since=Coalesce("decided_at", "sent_at"))
    old = old.filter(since__lt=begin_of_day(now) - settings.KEEP_UNPUBLISHED)
    return _erase(old.exclude(state=State.PUBLISHED).exclude(pk__in=shared_texts(now).values("submission")), now)


def kept_until(row: Submission) -> datetime | None:
    """The end of the last day on which we have it, if nothing happens to it; None for a draft and what is on the site.

    After it `erase_unpublished` lets go of it.
    """
    since = row.decided_at or row.sent_at
    return end_of_day(since + settings.KEEP_UNPUBLISHED) if since and row.state != State.PUBLISHED else None


def clear_contact(now: datetime) -> int:
    """How to reach somebody, once the decision on their story is old enough (`asks_contact`). How many."""

    def clear(row: Submission) -> None:
        store(row, contact="")
        contact = Consent.objects.filter(submission=row, purpose=Purpose.CONTACT, withdrawn_at__isnull=True)
        contact.update(withdrawn_at=now)

    decided = Submission.objects.filter(decided_at__lt=now - settings.KEEP_CONTACT)
    return _each(decided.exclude(contact=""), clear)


def asks_contact(row: Submission, now: datetime) -> bool:
    """Whether how to reach its teller may be kept still: what would be cleared at once isn't asked for."""
    return row.decided_at is None or row.decided_at >= now - settings.KEEP_CONTACT


def clear_names(now: datetime) -> int:
    """The name of whoever doesn't let it stand with the story: of before a no took it away at once. How many."""

    def clear(row: Submission) -> None:
        store(row, name="")
        if row.page_id is not None:
            take_name_off(page=row.page_id)

    named = Consent.objects.filter(naming(now)).values("submission")
    return _each(Submission.objects.exclude(name="").exclude(state=State.DRAFT).exclude(pk__in=named), clear)


def expire_consents(now: datetime) -> int:
    """What stands on the site, or stood there, while the yes to that is over: as if it was taken back. How many.

    What a coalition may still read goes off the site alone. What is being written here never stood anywhere: a day that
    passed while it lay there erases nothing, and its form asks for another.
    """
    return sum(_take_off(pk, now) for pk in list(_over(now).order_by("pk").values_list("pk", flat=True)))


def _over(now: datetime) -> StoryQuerySet:
    usable = StoryPage.objects.usable_for(Purpose.PUBLISH, now).order_by().values("pk")
    return StoryPage.objects.exclude(pk__in=usable).shown_once()


@transaction.atomic
def _take_off(pk: int, now: datetime) -> bool:
    # In the order in which everything else locks: the submission, then its page.
    row = Submission.objects.without_words().select_for_update().filter(page=pk).first()
    page = _over(now).select_for_update().filter(pk=pk).first()
    if page is None:  # somebody said yes again meanwhile
        return False
    if row is not None and shared_texts(now).filter(submission=row.pk).exists():
        # What nobody can read, for want of the key, is shared with nobody.
        with suppress(Unreadable):
            take_page_down(submission=row, state=State.EXPIRED, now=now)
            return True
    erase_story(page=page, now=now)
    return True


def lapse_proposals(now: datetime) -> int:
    """No answer to the edited text in time is no publication. How many."""
    late = Proposal.objects.filter(reply="", overtaken=False, deadline__lt=now).values("submission")
    waiting = Submission.objects.filter(state=State.WAITING, pk__in=late)
    return _each(waiting, lambda row: _lapse(row, now))


def _lapse(row: Submission, now: datetime) -> None:
    move(row, State.DECLINED, decided_at=now)
    mail_teller(row)


def close_sessions(now: datetime) -> int:
    """Browsers whose time is over. How many."""
    return TellerSession.objects.filter(ends_at__lte=now).delete()[0]


def sweep_files(now: datetime) -> int:
    """Files of which there is no row: a process was killed between the two. How many."""
    known = set(SubmissionFile.objects.values_list("uid", flat=True))
    stray = [uid for uid, written in files.kept() if uid not in known and written < now - STRAY]
    for uid in stray:
        files.remove(uid)
    return len(stray)


def sweep_traces() -> int:
    """What the log and the history hold of stories that are no longer there: whoever deleted them. How many."""
    kind = ContentType.objects.get_for_model(StoryPage)
    there = StoryPage.objects.order_by()
    entries = PageLogEntry.objects.filter(content_type=kind).exclude(page__in=there.values("pk")).delete()[0]
    ids = there.annotate(text=Cast("pk", CharField())).values("text")
    return entries + Revision.objects.filter(content_type=kind).exclude(object_id__in=ids).delete()[0]


def _erase(rows: SubmissionQuerySet, now: datetime) -> int:
    return _each(rows, lambda row: erase_story(submission=row, now=now))


def _each(rows: SubmissionQuerySet, act: Callable[[Submission], object]) -> int:
    """Do this with each of these, in a transaction of its own and without reading its words. With how many.

    Each is asked again when its turn comes: between the list and that somebody may have sent it, answered, or said yes,
    and what is erased comes back from no backup.
    """
    return sum(_one(rows, pk, act) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _one(rows: SubmissionQuerySet, pk: int, act: Callable[[Submission], object]) -> bool:
    # Locked first, and asked in a statement of its own: one that waited for the lock still sees the answers of before.
    list(rows.model._default_manager.filter(pk=pk).select_for_update().values_list("pk"))
    row = rows.filter(pk=pk).without_words().first()
    if row is not None:
        act(row)
    return row is not None
