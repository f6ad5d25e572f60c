"""A form that is sent twice, by a double click or after a time-out, is one deed. Knows no model."""

from typing import Final

from django import forms
from django.utils.crypto import get_random_string

__all__ = ["OnceField"]

LENGTH: Final = 22
"""Letters and digits: 130 bits, as many as nobody draws twice."""


def _new() -> str:
    return get_random_string(LENGTH)


class OnceField(forms.CharField):
    """Out of sight, and another each time that the form is shown. Who sends none is only not kept from a double."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LENGTH, initial=_new)
