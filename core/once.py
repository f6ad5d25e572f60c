"""A form that is sent twice, by a double click or after a time-out, is one deed. Knows no model."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django import forms
from django.utils.crypto import get_random_string, salted_hmac

__all__ = ["OnceField", "mark"]

LENGTH: Final = 22
"""Letters and digits: 130 bits, as many as nobody draws twice."""


def _new() -> str:
    return get_random_string(LENGTH)


class OnceField(forms.CharField):
    """Out of sight, and another each time that the form is shown. Who sends none is only not kept from a double."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LENGTH, initial=_new)


def _hashed(text: str) -> str:
    return salted_hmac("core.once", text, algorithm="sha256").hexdigest()


def mark(form: str, *said: object, hashed: Callable[[str], str] = _hashed) -> UUID | None:
    """For a column `form_mark` that is unique; None for a form without a mark of its own.

    With what was said: who goes back in the browser and sends something else says something else. `hashed`: in
    hexadecimals, for what has a key of its own.
    """
    return UUID(hashed("\0".join([form, *map(str, said)]))[:32]) if form else None
