"""The description of a page for machines, as an element of its head."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.sharing import Sharing, as_script_text

register = template.Library()


@register.simple_tag
def json_ld(sharing: Sharing) -> SafeString:
    """A block of data: no browser runs it, so the policy of no scripts in the page doesn't forbid it."""
    # Safe: as_script_text leaves nothing in it that HTML could read.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(as_script_text(sharing.json_ld)))
