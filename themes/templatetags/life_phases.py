"""The line of the first 1000 days, for templates."""

from collections.abc import Collection
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from themes.models import LifePhase

register = template.Library()


@register.simple_tag
def phase_line(slugs: Collection[str] | None = None, named: bool = False, links: bool = False) -> SafeString:
    """The four phases, those in `slugs` filled; `named` writes the names under it, `links` makes each a search.

    Unnamed it is a picture only, so the page must say the phases in words: see `phase_names`.
    """
    return _line(frozenset(slugs or ()) & frozenset(LifePhase.values), named, links)


@lru_cache  # nearly every hit and card has one, and there are sixteen
def _line(covered: frozenset[str], named: bool, links: bool) -> SafeString:
    results = reverse("search:results") if links else ""
    phases = [
        {"slug": value, "label": label, "on": value in covered, "url": f"{results}?phase={value}"}
        for value, label in LifePhase.choices
    ]
    none = not any(phase["on"] for phase in phases)
    context = {"phases": phases, "named": named, "links": links, "none": none}
    return render_to_string("components/phases.html", context)


@register.filter
def phase_names(slugs: Collection[str] | None) -> str:
    """The phases in words, in the order of a life: "zwangerschap, geboorte en kraamtijd"."""
    return _named(frozenset(slugs or ()))


@lru_cache  # as _line
def _named(covered: frozenset[str]) -> str:
    names = [str(label) for value, label in LifePhase.choices if value in covered]
    # A loose "jaar" on the next line says nothing, so it stays with its number.
    return ", ".join(name[:1].lower() + name[1:] for name in names).replace(" jaar", "\N{NO-BREAK SPACE}jaar")
