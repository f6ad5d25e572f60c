"""What every hit has. In Python: twenty hits as templates in templates were a fifth of the page of results."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.results import Hit
from search.telling import Reason, Told, listed

register = template.Library()

DUTCH = "nl"


@register.simple_tag
def hit_head(hit: Hit, kind: str = "", label: str = "", beside: str = "") -> SafeString:
    """What a hit is, its title and its passage, those two in their own language.

    `kind` gives it a colour of its own, `label` says more than the name of its type, and `beside` more yet.
    """
    return format_html(
        '<p class="kind{}">{}{}</p><h3><a href="{}"{}>{}</a></h3>{}',
        f" kind--{kind}" if kind else "",
        label or hit.type_label,
        f" · {beside}" if beside else "",
        hit.url,
        language := _language(hit.display),
        SafeString(hit.title_marked),
        format_html('<p class="prose"{}>{}</p>', language, SafeString(hit.highlight)) if hit.highlight else "",
    )


def _language(display: Mapping[str, Any]) -> SafeString:
    """Said of words that aren't Dutch: how they are read aloud, and from which side."""
    language = display.get("language") or DUTCH
    if language == DUTCH:
        return SafeString()
    return format_html(' lang="{}" dir="{}"', language, display.get("direction") or "auto")


@register.simple_tag
def facts(*said: str) -> SafeString:
    """What is known of a hit, on one line; what is "" is left out, and nothing of it stands there when all is.

    Each from its own side: the name of who tells may be in another script.
    """
    items = format_html_join(" ", '<span dir="auto">{}</span>', ((fact,) for fact in said if fact))
    return format_html('<p class="meta">{}</p>', items) if items else SafeString()


@register.filter
def places(display: Mapping[str, Any]) -> str:
    """The municipalities of a hit, as far as its document names them: "Leiden, Zaanstad en 3 meer"."""
    named, more = display.get("municipalities") or (), display.get("municipalities_more")
    return f"{', '.join(named)}{f' en {more} meer' if more else ''}" if named else ""


@register.filter
def small(label: str | None) -> str:
    """A label as it stands within a line: "eerste gesprekken"; "" for none."""
    return (label or "").lower()


@register.filter
def part_of(parent: Mapping[str, str] | None) -> SafeString:
    """Of what it is a part, with the way there."""
    if not parent:
        return SafeString()
    return format_html('onderdeel van <a href="{}">{}</a>', parent["url"], parent["title"])


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
