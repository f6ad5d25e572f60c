"""A text that the box took is a text that the site takes: both count a line end as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.urls import get_resolver

from core.textarea import TextareaField

ROOT = Path(__file__).parents[2]


def test_a_line_end_is_one_character_as_it_was_typed() -> None:
    assert TextareaField(rows=2, max_length=5).clean("a\r\nb\r\nc") == "a\nb\nc"
    with pytest.raises(forms.ValidationError):
        TextareaField(rows=2, max_length=4).clean("a\r\nb\r\nc")


def test_every_box_with_a_limit_counts_so() -> None:
    assert get_resolver().url_patterns, "the screens know the forms"
    boxes = {
        (form.__name__, name): field
        for form in own_forms(forms.Form)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.Textarea) and getattr(field, "max_length", None)
    }
    assert ("ContactForm", "text") in boxes
    assert [place for place, field in boxes.items() if not isinstance(field, TextareaField)] == []


def own_forms(above: type[forms.Form]) -> Iterator[type[forms.Form]]:
    """Those of this site below a class."""
    for form in above.__subclasses__():
        if (ROOT / form.__module__.split(".")[0]).is_dir():
            yield form
        yield from own_forms(form)
