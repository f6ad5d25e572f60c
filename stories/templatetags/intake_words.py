"""Words of the closed lists in the language of the page."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def in_language(label: str) -> str:
    """A label, which is Dutch in the code, as the intake says it."""
    return gettext(label) if label else ""
