"""Taking back: at any moment, by the code; and erasing every trace, which nothing may undo."""

from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from accounts.models import User
from core.models import ExportLog
from mail.outbox import forget
from stories.gone import address_hash
from stories.keeping import erasure_log, files
from stories.keeping.traces import delete_page
from stories.models import AuditAction, ErasureNotice, GoneAddress, Source, State, StoryPage, Submission
from stories.services.changing import Gone, locked, move, note

__all__ = ["erase_story", "take_page_down", "withdraw"]

MAILS: Final = ("stories.receipt", "stories.ending", "stories.changed")
"""Who makes the mail about a submission (mail.composing)."""
TABLE: Final = "verhalen"
"""What an export of stories is called in the log (editorial.listing)."""


def withdraw(*, submission: Submission, now: datetime | None = None) -> None:
    """The teller takes it back: the submission, its files, and the page with all its traces, at once.

    A second time there is nothing to do. Raises NotWritten when the erasure list takes no line; nothing is erased then.
    """
    erase_story(submission=submission, now=now)


@transaction.atomic
def erase_story(
    *,
    submission: Submission | None = None,
    page: StoryPage | None = None,
    staff: User | None = None,
    listed: bool = False,
    now: datetime | None = None,
) -> None:
    """Erase a submission with its page, or a page with its submission; what is gone already is fine.

    `listed`: the list of erasures has it already. Else it is written there last, just before the commit: a line too
    many does no harm, one too few would bring the story back with the next restore. Raises NotWritten when that fails.
    """
    now = now or timezone.now()
    row = _row(submission, page)
    shown = _shown(row, page)
    identities: list[UUID] = []
    if shown is not None:
        identities += _erase_page(shown, now)
    if row is not None:
        identities.append(row.uid)
        if row.source == Source.IMPORT:
            identities.append(erasure_log.identity_of(row.code_hash))
        _delete_submission(row)
        note(row.uid, AuditAction.ERASED, staff_id=staff.pk if staff else None, now=now)
    if identities and not listed:
        erasure_log.append(identities, now=now)


@transaction.atomic
def take_page_down(
    *, submission: Submission, state: State, listed: bool = False, now: datetime | None = None
) -> Submission:
    """The page goes with all its traces; what was told stays for its teller, until its own time is over.

    For who says no to publishing alone. `listed`: as in `erase_story`; and then it can be done without the key.
    Raises Gone, and Unreadable when what stays can't be read.
    """
    now = now or timezone.now()
    row = _row(submission, None) if listed else locked(submission)
    if row is None:
        raise Gone
    shown = _shown(row, None)
    if shown is None:
        return row
    row = move(row, state, page=None, decided_at=now)
    identities = [*_erase_page(shown, now), erasure_log.identity_of_end(shown.translation_key, state)]
    if not listed:
        erasure_log.append(identities, now=now)
    return row


def _erase_page(page: StoryPage, now: datetime) -> list[UUID]:
    """Take a page away with all its traces; the ids by which it would come back."""
    old = Redirect.objects.filter(redirect_page=page.pk).values_list("old_path", flat=True)
    for path in {_path(page), *old}:
        GoneAddress.objects.get_or_create(path_hash=address_hash(path), defaults={"at": now})
    _tell_editors(page, now)
    Submission.objects.filter(page=page.pk).update(page=None)  # it protects the page from whoever deletes it otherwise
    return delete_page(page)


def _tell_editors(page: StoryPage, now: datetime) -> None:
    """Where it had gone: tables that somebody took along since it was public, and approaches that showed it."""
    since = page.first_published_at
    taken = ExportLog.objects.filter(name=TABLE, at__gte=since) if since else ExportLog.objects.none()
    exports, approaches = list(taken.values_list("pk", flat=True)), [approach.pk for approach in page.approaches.all()]
    if exports or approaches:
        ErasureNotice.objects.create(at=now, exports=exports, approaches=approaches)


def _row(submission: Submission | None, page: StoryPage | None) -> Submission | None:
    """The submission, locked; its words aren't read, so that it can be erased when the key is lost."""
    rows = Submission.objects.select_for_update().without_words()
    if submission is not None:
        return rows.filter(pk=submission.pk, uid=submission.uid).first()
    return rows.filter(page=page.pk).first() if page is not None else None


def _shown(row: Submission | None, page: StoryPage | None) -> StoryPage | None:
    pk = row.page_id if row is not None else page.pk if page is not None else None
    found: StoryPage | None = StoryPage.objects.select_for_update().filter(pk=pk).first() if pk else None
    return found


def _path(page: StoryPage) -> str:
    return urlsplit(page.url or "").path


def _delete_submission(row: Submission) -> None:
    """With all that belongs to it, mail included, in the order in which nothing is read: the key may be lost."""
    for composer in MAILS:
        forget(composer=composer, about={"submission": row.pk})
    for uid in row.files.values_list("uid", flat=True):
        transaction.on_commit(partial(files.remove, uid))
    row.decisions.defer("reason").delete()
    row.proposals.defer("title", "summary", "text", "remark").delete()
    row.messages.defer("text").delete()
    row.files.defer("alt", "credit").delete()
    Submission.objects.without_words().filter(pk=row.pk).delete()
