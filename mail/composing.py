"""Messages that are made at the moment of sending, by a function that an app registers.

For mail that waits a day while the server is down, and must not tell then what was withdrawn meanwhile. The outbox
holds neither its text nor its receiver, only what the composer needs to make them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

__all__ = ["CannotCompose", "Composer", "compose", "composer"]


class CannotCompose(Exception):
    """What a message is made of can't be read now: it is tried again later, as one that the server refuses."""


Composer = Callable[[Mapping[str, Any]], EmailMessage | None]
"""Makes the message of a payload; None when there is nothing to send any more. What it raises, CannotCompose or a
fault, postpones this message alone, and gives it up after the last attempt."""

_composers: dict[str, Composer] = {}


def composer(name: str) -> Callable[[Composer], Composer]:
    """Declare a function as the composer of this name. ImproperlyConfigured when the name is taken."""

    def declare(make: Composer) -> Composer:
        if name in _composers:
            raise ImproperlyConfigured(f"post: de naam {name!r} is al in gebruik")
        _composers[name] = make
        return make

    return declare


def compose(name: str, payload: Mapping[str, Any]) -> EmailMessage | None:
    """The message of a payload; None when there is nothing to send, or nobody makes this kind any more."""
    make = _composers.get(name)
    return make(payload) if make else None
