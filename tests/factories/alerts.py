"""People who keep searches, for tests."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from alerts.models import Frequency, SavedSearch, Subscriber

__all__ = ["kept"]


def kept(
    question: str = "?q=muziek",
    *,
    address: str = "",
    user: User | None = None,
    frequency: Frequency = Frequency.DAILY,
    **fields: Any,
) -> SavedSearch:
    """A confirmed search of this account or address, that has not had a round for long."""
    whose = {"user": user} if user else {"address": address or "iemand@voorbeeld.test"}
    subscriber, _ = Subscriber.objects.get_or_create(**whose)
    given = {"confirmed": timezone.now(), "last_round": timezone.localdate().replace(year=2020, month=1, day=1)}
    return SavedSearch.objects.create(subscriber=subscriber, question=question, frequency=frequency, **given | fields)
