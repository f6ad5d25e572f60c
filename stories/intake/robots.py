"""Keeping robots out without asking anybody else: a field nobody sees, a clock, and a sum that a browser does.

None of them refuses a story. Who didn't do the sum, or was very quick, is read after the others.
"""

import binascii
from datetime import datetime, timedelta
from typing import Any, Final

from altcha import ChallengeOptionsV1, PayloadV1, create_challenge_v1, verify_solution_v1
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.throttle import Limit
from stories.models import Submission

__all__ = ["new_sum", "solved", "too_quick"]

WORK: Final = 40_000
"""Hashes at most, half of it on average: a second on a cheap phone, while somebody reads the page."""
VALID: Final = timedelta(hours=2)
"""How long a page may stand open before its sum no longer counts."""
ONCE: Final = Limit("stories.sums", 1, VALID)
QUICKEST: Final = timedelta(seconds=15)
"""From the first screen to sending: nobody reads seven screens in less."""
LONGEST_ANSWER: Final = 1_000
"""Characters; the answer of a browser has 300."""


def new_sum(now: datetime | None = None) -> dict[str, Any]:
    """A sum for the script of the page (ALTCHA, SHA-256)."""
    options = ChallengeOptionsV1(max_number=WORK, hmac_key=_key(), expires=(now or timezone.now()) + VALID)
    return create_challenge_v1(options).to_dict()


def solved(answer: str) -> bool:
    """Whether this is the answer to a sum of ours, in time, and for the first time. Not within a transaction."""
    if not answer or len(answer) > LONGEST_ANSWER:
        return False
    try:
        payload = PayloadV1.from_base64(answer)
        right, _problem = verify_solution_v1(payload.to_dict(), _key(), True)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):  # whatever somebody sent
        return False
    return right and ONCE.hit(payload.signature).allowed


def too_quick(submission: Submission, now: datetime | None = None) -> bool:
    """Whether it came about faster than anybody can read the questions."""
    return (now or timezone.now()) - submission.created_at < QUICKEST


def _key() -> str:
    return salted_hmac("stories.intake.sum", settings.SECRET_KEY, algorithm="sha256").hexdigest()
