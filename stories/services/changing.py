"""Changing a submission: locked, only if nobody else did meanwhile, and only by a step that may follow."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.models import AuditAction, AuditRow, State, Submission
from stories.rules import may_follow

__all__ = ["ChangedMeanwhile", "Gone", "NotNow", "locked", "move", "note", "store"]


class Gone(Exception):
    """The submission was withdrawn or its time was over: there is nothing to change any more."""


class ChangedMeanwhile(Exception):
    """Somebody else changed it since it was read; show what it is now and let them choose."""


class NotNow(Exception):
    """That can't be done in the state that it is in."""


def locked(submission: Submission, *, version: int | None = None) -> Submission:
    """The submission as it is now, locked until the transaction ends. Raises Gone and ChangedMeanwhile."""
    row = Submission.objects.select_for_update().filter(pk=submission.pk, uid=submission.uid).first()
    if row is None:
        raise Gone
    if version is not None and row.version != version:
        raise ChangedMeanwhile
    return row


def store(submission: Submission, **changes: Any) -> Submission:
    """Write these fields and raise the version. Call it on a row from `locked`, in its transaction."""
    for name, value in changes.items():
        setattr(submission, name, value)
    submission.version += 1
    submission.save(update_fields=[*changes, "version"])
    return submission


def move(submission: Submission, state: State, **changes: Any) -> Submission:
    """Go to a state, with these fields. Raises NotNow when it may not follow."""
    if not may_follow(submission.state, state):
        raise NotNow(f"{submission.state} > {state}")
    return store(submission, state=state, **changes)


@transaction.atomic
def note(submission: uuid.UUID, action: AuditAction, *, staff_id: int | None, now: datetime) -> None:
    """Add a row to the audit."""
    AuditRow.objects.create(submission=submission, action=action, staff_id=staff_id, at=now)
