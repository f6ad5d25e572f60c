"""Pictures that somebody sends along with a story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.models import PeopleInPicture
from core.uploads import CleanFile
from stories.keeping import files
from stories.keeping.traces import forget_picture
from stories.models import AuditAction, Reply, Submission, SubmissionFile
from stories.rules import LONGEST_LINE, accepted_line
from stories.services.changing import NotNow, locked, note

__all__ = [
    "AboutPicture",
    "TooManyPictures",
    "add_picture",
    "image_type",
    "open_picture",
    "own_picture",
    "remove_picture",
]

MOST_PICTURES: Final = 3
"""Per story: a page shows one, and nobody may fill the disk."""


class TooManyPictures(Exception):
    """There are as many as there may be."""


@dataclass(frozen=True)
class AboutPicture:
    """The questions that belong to a picture."""

    alt: str = ""
    credit: str = ""
    people: PeopleInPicture | str = ""
    child: bool = False


def add_picture(
    *, submission: Submission, upload: File, about: AboutPicture, now: datetime | None = None
) -> SubmissionFile:
    """Keep a picture, made anew and encrypted. Raises UploadRefused, TooManyPictures, NotNow, Gone, TextRefused.

    OSError when the disk is full: then there is no row and no file.
    """
    row = SubmissionFile(
        alt=accepted_line(about.alt, longest=LONGEST_LINE),
        credit=accepted_line(about.credit, longest=LONGEST_LINE),
        people=about.people,
        child=about.child,
        at=now or timezone.now(),
    )
    clean = files.keep(row.uid, upload)  # decoding takes seconds: not within the transaction
    try:
        with transaction.atomic():
            owner = locked(submission)
            if not owner.may_change:
                raise NotNow(owner.state)
            if owner.files.count() >= MOST_PICTURES:
                raise TooManyPictures
            row.submission, row.extension, row.size = owner, clean.extension, clean.size
            row.save()
    except BaseException:
        files.remove(row.uid)
        raise
    return row


@transaction.atomic
def remove_picture(*, submission: Submission, picture: int) -> None:
    """The teller takes a picture away, by its id, also where it stands on the site; nothing when it is gone already."""
    row = locked(submission)
    found = row.files.filter(pk=picture).first()
    if found is None:
        return
    if row.page is not None and row.proposals.filter(picture=found, reply=Reply.YES, overtaken=False).exists():
        forget_picture(row.page)
    uid = found.uid
    found.delete()
    transaction.on_commit(lambda: files.remove(uid))


def own_picture(*, submission: Submission, picture: int) -> CleanFile | None:
    """The picture for the eyes of its teller; None when there is none of this id. Raises Unreadable."""
    found = submission.files.filter(pk=picture).first()
    return files.picture(found.uid, found.extension) if found else None


def image_type(picture: CleanFile) -> str:
    """What a browser has to know of it."""
    return f"image/{'jpeg' if picture.extension == 'jpg' else picture.extension}"


def open_picture(*, picture: SubmissionFile, editor: User, now: datetime | None = None) -> CleanFile:
    """The picture for an editor's eyes, noted in the audit. Raises Unreadable and FileNotFoundError."""
    note(picture.submission.uid, AuditAction.FILE_OPENED, staff_id=editor.pk, now=now or timezone.now())
    return files.picture(picture.uid, picture.extension)
