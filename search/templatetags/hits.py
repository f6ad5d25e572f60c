"""What stands under every hit. In Python: twenty hits as templates in templates were a fifth of the page of results."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.telling import Reason, Told, listed

register = template.Library()


@register.simple_tag
def hit_places(display: Mapping[str, Any]) -> SafeString:
    """The municipalities of a hit, as far as its document names them: "Leiden, Zaanstad en 3 meer"."""
    places, more = display.get("municipalities"), display.get("municipalities_more")
    if not places:
        return SafeString()
    return format_html("<span>{}{}</span>", ", ".join(places), f" en {more} meer" if more else "")


@register.simple_tag
def why_found(told: Told) -> SafeString:
    """Why this is a hit, as far as the marks don't show it; nothing where they do."""
    reasons = format_html_join("; ", "op {}", ((_reason(reason),) for reason in told.reasons))
    parts = (
        format_html('<span class="told__lacking">{}</span>', told.lacking) if told.lacking else "",
        format_html("<span>{}</span>", told.origin) if told.origin else "",
        format_html("<span>Gevonden {}</span>", reasons) if reasons else "",
    )
    return format_html('<p class="told">{}{}{}</p>', *parts) if any(parts) else SafeString()


def _reason(reason: Reason) -> SafeString:
    words = SafeString(listed([format_html("<b>{}</b>", word) for word in reason.found]))
    asked = f" ({reason.asked})" if reason.asked else ""
    return format_html("{}{}{}", words, asked, f" {reason.where}" if reason.where else "")
