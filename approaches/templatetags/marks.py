"""The marks of an approach in a few words. In Python: as a template they were a sixth of the page of results."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from approaches.marks.rules import aged, from_brief
from core.templatetags.icons import icon

register = template.Library()


@register.simple_tag
def marks_short(marks: Sequence[Mapping[str, Any]] | None) -> SafeString:
    """The three marks on a card or a hit, as `marks_shown` gives them, as they stand today; nothing where there are
    none."""
    today = timezone.localdate()
    of_today = (aged(from_brief(mark), today) for mark in marks or ())
    return _drawn(tuple((mark.icon, mark.short, mark.is_open) for mark in of_today))


@lru_cache  # "nog niet gecontroleerd" stands on most hits of a page
def _drawn(marks: tuple[tuple[str, str, bool], ...]) -> SafeString:
    if not marks:
        return SafeString()
    is_open = SafeString(' class="open"')
    lines = ((is_open if waits else "", icon(name), short) for name, short, waits in marks)
    items = format_html_join("", "<li{}>{}<span>{}</span></li>", lines)
    return format_html('<ul class="marks-short" aria-label="Hoe zeker is dit?">{}</ul>', items)
