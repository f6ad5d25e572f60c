"""Shorter versions of texts, for cards."""

import re

from django import template

register = template.Library()

_END = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(]?[A-Z0-9À-Þ])")


@register.filter
def first_sentence(text: str) -> str:
    """Up to and with the first full stop, question or exclamation mark that a capital follows."""
    return _END.split(text.strip(), maxsplit=1)[0]
