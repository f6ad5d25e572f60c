"""Text of more than one line in a form, outside the admin of Wagtail. Knows no model."""

from collections.abc import Mapping
from typing import Any

from django import forms

__all__ = ["TextareaField"]


class TextareaField(forms.CharField):
    """A box of `rows` lines. A line end counts as one character, as the box itself counts it: browsers send two."""

    def __init__(self, *, rows: int, attrs: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, **(attrs or {})}), **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")
