"""What the search documents of contributions have in common."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q

from coalitions.contributions import Contribution
from coalitions.models import CoalitionPage
from places.models import Municipality
from themes.models import Theme

__all__ = ["DEPENDS_ON", "affected_by", "shown", "shown_municipalities"]

DEPENDS_ON = (Theme, Municipality, CoalitionPage)
"""Names of these stand in every document of a contribution."""

SHOWN_MUNICIPALITIES = 3
"""Names on one hit: a regional coalition has twenty, and a hit is three lines."""


def affected_by(changed: Model, page: str = "") -> Q | None:
    """Which contributions show something of a theme, municipality or coalition; `page` is the ORM path to the page."""
    if isinstance(changed, Theme):
        return Q(**{f"{page}themes": changed})
    if isinstance(changed, Municipality):
        return Q(**{f"{page}municipalities": changed})
    if isinstance(changed, CoalitionPage):
        return Q(**{f"{page}path__startswith": changed.path})
    return Q()


def shown(page: Contribution) -> dict[str, Any]:
    """What a hit of any contribution shows beside title and text."""
    return {
        "coalition": page.coalition_title,
        "themes": [theme.name for theme in page.themes.all()],
        "phases": list(page.phases),
        "date": page.search_date.display() if page.search_date else "",
        "example": page.is_example,
        **shown_municipalities(page.municipality_names),
    }


def shown_municipalities(names: Sequence[str]) -> dict[str, Any]:
    """What a hit shows of the municipalities: the first names, and how many more there are."""
    return {
        "municipalities": list(names[:SHOWN_MUNICIPALITIES]),
        "municipalities_more": max(0, len(names) - SHOWN_MUNICIPALITIES),
    }
