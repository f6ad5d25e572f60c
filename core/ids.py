"""Ids that come from outside, in an address or a form: never longer than a database can compare.

SQLite fails on a longer number instead of finding nothing. Knows no model.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls.converters import IntConverter

__all__ = ["BoundedChoiceField", "BoundedMultipleChoiceField", "IdConverter", "is_id"]

LONGEST: Final = 18
"""Digits: as many as always fit in 64 bits."""


def is_id(value: object) -> bool:
    """Whether this may be the id of something: a number, and no longer than there are."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


class IdConverter(IntConverter):
    """`<id:pk>` in an address; a number too long for one is no address of ours."""

    regex = f"[0-9]{{1,{LONGEST}}}"


class BoundedChoiceField(forms.ModelChoiceField):
    """One of a table. What can't be an id is as unknown as an id that isn't there."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and _is_out_of_bounds(self, value):
            raise _unknown(self, value)
        return super().to_python(value)


class BoundedMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Several of a table, as BoundedChoiceField."""

    def clean(self, value: Any) -> Any:
        for item in value if isinstance(value, list | tuple) else ():
            if _is_out_of_bounds(self, item):
                raise _unknown(self, item)
        return super().clean(value)


def _is_out_of_bounds(field: forms.ModelChoiceField | forms.ModelMultipleChoiceField, value: Any) -> bool:
    """Those that are chosen by a name have no number."""
    return field.to_field_name is None and isinstance(value, str | int) and len(str(value)) > LONGEST


def _unknown(field: forms.Field, value: Any) -> ValidationError:
    return ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
