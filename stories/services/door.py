"""The door of the code: who has it may read, change and take back; whoever hasn't learns nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from core.throttle import Limit
from stories.keeping.code import code_of, hash_of_code, hash_of_key, new_key, normalised
from stories.models import Submission, TellerSession

__all__ = ["READING", "Door", "code_for", "leave", "open_with_code", "submission_of"]

WRONG_CODES: Final = Limit("stories.code", 10, timedelta(minutes=15))
"""Wrong codes per network address. With 120 random bits it guards the load, not the code: a right one always opens,
so that nobody is locked out by others who guess from the same address."""
READING: Final = timedelta(hours=1)
"""How long a browser stays in after the code was typed, on a phone that others may use too."""
MOST_BROWSERS: Final = 20
"""That have one story open at once; the oldest is let go. A right code always opens, so this bounds the rows."""


@dataclass(frozen=True)
class Door:
    """What came of a code. Without a submission the answer is the same sentence, whatever the reason was."""

    submission: Submission | None = None
    key: str = ""
    """For the cookie of this browser."""
    retry_after: int = 0
    """Seconds, when this address typed too many wrong codes (429)."""


def open_with_code(*, typed: str, client: str, now: datetime | None = None) -> Door:
    """Open what belongs to a code. `client` is core.throttle.client_of(request). Call it outside a transaction.

    Unknown, withdrawn and expired are one and the same: there is no row, and the same is done in the same order.
    """
    now = now or timezone.now()
    submission = Submission.objects.without_words().filter(code_hash=hash_of_code(normalised(typed))).first()
    if submission is None:
        verdict = WRONG_CODES.hit(client)
        return Door(retry_after=0 if verdict.allowed else verdict.retry_after)
    key = new_key()
    open_now = TellerSession.objects.filter(submission=submission).order_by("-pk")
    TellerSession.objects.filter(pk__in=list(open_now.values_list("pk", flat=True)[MOST_BROWSERS - 1 :])).delete()
    TellerSession.objects.create(key_hash=hash_of_key(key), submission=submission, ends_at=now + READING)
    return Door(submission, key)


def submission_of(*, key: str, words: bool = True, now: datetime | None = None) -> Submission | None:
    """What a browser has open by the key in its cookie; None when that is over. One query.

    Raises Unreadable when its words are read and none of our keys fits; without `words` none are.
    """
    open_now = {"sessions__key_hash": hash_of_key(key), "sessions__ends_at__gt": now or timezone.now()}
    found = Submission.objects.filter(**open_now)
    return (found if words else found.without_words()).first() if key else None


def code_for(*, key: str, submission: Submission) -> str:
    """The code, to show it once more to the browser in which it was told; "" in any other."""
    code = code_of(key)
    return code if hash_of_code(code) == submission.code_hash else ""


@transaction.atomic
def leave(*, key: str) -> None:
    """Close what this browser has open."""
    TellerSession.objects.filter(key_hash=hash_of_key(key)).delete()
