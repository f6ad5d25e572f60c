"""How every process hears, without a deploy, that editors changed something: one row, looked at now and then."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from search.vocabulary.models import VocabularyVersion

T = TypeVar("T")

LOOK_EVERY = 5.0
"""Seconds between two looks of a process: a change is promised within a minute, and the look is one row by its key."""


@dataclass
class Watch:
    """The version as this process last saw it."""

    clock: Callable[[], float] = time.monotonic
    value: uuid.UUID | None = None
    looked_at: float | None = None

    def seen(self) -> uuid.UUID | None:
        """The version; None when nothing was ever changed. A query at most every LOOK_EVERY seconds."""
        now = self.clock()
        if self.looked_at is None or now - self.looked_at >= LOOK_EVERY:
            self.value = VocabularyVersion.objects.values_list("value", flat=True).filter(id=1).first()
            self.looked_at = now
        return self.value

    def forget(self) -> None:
        """Look again at the next question: this process made the change itself."""
        self.looked_at = None


watch = Watch()


class Followed(Generic[T]):
    """Something made of what editors keep, and made anew once the version is another."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._kept: tuple[uuid.UUID | None, T] | None = None

    def get(self) -> T:
        # The version first and the content after: a change in between is then seen at the next look.
        version = watch.seen()
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, self._make())
        return self._kept[1]


def changed() -> None:
    """Tell every process, once the transaction of the change is committed."""
    # Random and never counted: a number that was rolled back would come again, for something else.
    VocabularyVersion.objects.update_or_create(id=1, defaults={"value": uuid.uuid4()})
    transaction.on_commit(watch.forget)
