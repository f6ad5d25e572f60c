"""What home brings together out of the other apps, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from approaches.models import ApproachPage
from coalitions.models import CoalitionIndexPage, CoalitionPage
from stories.models import StoryIndexPage, StoryPage
from themes.models import Theme

__all__ = ["Number", "home_overview"]

NEW_ON_HOME = 3
"""Approaches and stories each: a taste, not a list."""


@dataclass(frozen=True)
class Number:
    """A number that was counted just now, and where what it counts can be seen ("" if nowhere)."""

    n: int
    label: str
    url: str


def home_overview() -> dict[str, Any]:
    """The context of home beside the page itself."""
    approaches, stories = ApproachPage.objects.public(), StoryPage.objects.public()
    return {
        "themes": list(Theme.objects.filter(is_focus=True)),
        "approaches": list(approaches.for_cards().newest_first()[:NEW_ON_HOME]),
        "stories": list(stories.for_cards().newest_first()[:NEW_ON_HOME]),
        "numbers": _numbers(),
    }


def _numbers() -> tuple[Number, ...]:
    coalitions = CoalitionPage.objects.public()
    coalition_index = CoalitionIndexPage.objects.public().first()
    story_index = StoryIndexPage.objects.public().first()
    coalitions_url = (coalition_index.url or "") if coalition_index else ""
    places = coalitions.order_by().aggregate(n=Count("municipalities", distinct=True))["n"]
    counted = (
        (ApproachPage.objects.public().count(), "aanpak", "aanpakken", f"{reverse('search:results')}?type=approach"),
        (StoryPage.objects.public().count(), "verhaal", "verhalen", (story_index.url or "") if story_index else ""),
        (coalitions.count(), "coalitie", "coalities", coalitions_url),
        (places, "gemeente", "gemeenten", coalitions_url),
    )
    return tuple(Number(n, one if n == 1 else many, url) for n, one, many, url in counted if n)
