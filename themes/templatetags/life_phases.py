"""The line of the first 1000 days, for templates."""

from collections.abc import Collection
from typing import Any

from django import template
from django.urls import reverse

from themes.models import LifePhase

register = template.Library()


@register.inclusion_tag("components/phases.html")
def phase_line(slugs: Collection[str] | None = None, named: bool = False, links: bool = False) -> dict[str, Any]:
    """The four phases, those in `slugs` filled; `named` writes the names under it, `links` makes each a search.

    Unnamed it is a picture only, so the page must say the phases in words: see `phase_names`.
    """
    covered = set(slugs or ())
    results = reverse("search:results") if links else ""
    phases = [
        {"slug": value, "label": label, "on": value in covered, "url": f"{results}?phase={value}"}
        for value, label in LifePhase.choices
    ]
    return {"phases": phases, "named": named, "links": links, "none": not any(phase["on"] for phase in phases)}


@register.filter
def phase_names(slugs: Collection[str] | None) -> str:
    """The phases in words, in the order of a life: "zwangerschap, geboorte en kraamtijd"."""
    names = [str(label) for value, label in LifePhase.choices if value in (slugs or ())]
    # A loose "jaar" on the next line says nothing, so it stays with its number.
    return ", ".join(name[:1].lower() + name[1:] for name in names).replace(" jaar", "\N{NO-BREAK SPACE}jaar")
