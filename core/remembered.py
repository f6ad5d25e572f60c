"""What changes seldom and is asked on every page: read once a minute in each process, and anew after a change here."""

import time
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

__all__ = ["Remembered"]

T = TypeVar("T")

MINUTE = 60


class Remembered(Generic[T]):
    """The value of `make`, made again when it is older than a minute or something it was made of is saved or goes.

    Another process, an update behind the back of the signals and a rollback are noticed within that minute: not for
    anything that only some may see. `clock` gives seconds that never go back.
    """

    _all: ClassVar[list["Remembered[Any]"]] = []

    def __init__(self, make: Callable[[], T], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._make, self._clock = make, clock
        self._kept: tuple[float, T] | None = None
        self._all.append(self)

    def __call__(self) -> T:
        """The value, as it was at most a minute ago."""
        kept = self._kept
        if kept is None or self._clock() >= kept[0] + MINUTE:
            kept = self._kept = (self._clock(), self._make())
        return kept[1]

    def forget(self, sender: type[Model] | None = None, **kwargs: Any) -> None:
        """Make it anew when it is asked for; a receiver of signals too."""
        self._kept = None

    def forget_after(self, *models: type[Model]) -> None:
        """Make it anew after a change of one of these."""
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(self.forget, sender=model)

    @classmethod
    def forget_everything(cls) -> None:
        """All of them: between tests, which each have a database of their own."""
        for one in cls._all:
            one.forget()
