"""From which network addresses somebody logged in before: there others who guess don't hold them up.

Whoever knows a mail address can use up what its account may try in all. Its owner, at a place where they logged in
or chose a new password by mail, is not counted there. What is kept is a keyed hash of account and address, of few
places, for a while.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import KnownAddress, User

__all__ = ["forget_old", "is_known", "remember"]

MOST: Final = 10
"""Places of one account: home, work, a telephone and a few more; the one that was not seen longest makes room."""
KEPT: Final = timedelta(days=90)
"""Since somebody last logged in there: who comes every quarter is known, and a place of once is forgotten."""


def is_known(account: str, client: str) -> bool:
    """Whether this account (a mail address as somebody typed it, in lower case) logged in from there before.

    One query, whether the account exists or not.
    """
    return bool(client) and KnownAddress.objects.filter(key=_hash(account, client)).exists()


@transaction.atomic
def remember(user: User, client: str, *, now: datetime | None = None) -> None:
    """Note that this user proved to be themselves at a network address. Nothing when the address isn't known."""
    if not client:
        return
    seen = {"user": user, "seen_at": now or timezone.now()}
    KnownAddress.objects.update_or_create(key=_hash(user.email, client), defaults=seen)
    kept = KnownAddress.objects.filter(user=user).order_by("-seen_at", "-pk").values_list("pk", flat=True)[:MOST]
    KnownAddress.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


def forget_old(now: datetime | None = None) -> int:
    """Forget where nobody logged in for long. How many there were."""
    deleted, _ = KnownAddress.objects.filter(seen_at__lte=(now or timezone.now()) - KEPT).delete()
    return deleted


def _hash(account: str, client: str) -> str:
    return salted_hmac("accounts.known", f"{account.lower()}\0{client}", algorithm="sha256").hexdigest()
