"""Which stories a coalition may answer, and which of its promises wait for an answer."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coalitions.models import CoalitionPage
from stories.models import CoalitionResponse, StoryPage
from stories.querysets import StoryQuerySet

__all__ = ["promises_due", "stories_for", "unanswered_by"]


def stories_for(coalition: CoalitionPage) -> StoryQuerySet:
    """Public stories that stand below it, are about one of its approaches, or come from one of its municipalities."""
    return _near([coalition])


def unanswered_by(coalitions: Collection[CoalitionPage]) -> StoryQuerySet:
    """Those of some coalitions that none of them answered yet."""
    given = CoalitionResponse.objects.filter(story=OuterRef("pk"), coalition__in=coalitions)
    return _near(coalitions).exclude(Exists(given))


def _near(coalitions: Collection[CoalitionPage]) -> StoryQuerySet:
    near = Q(municipalities__in=_places_of(coalitions))
    for coalition in coalitions:
        near |= Q(path__startswith=coalition.path) | Q(approaches__path__startswith=coalition.path)
    ids = StoryPage.objects.filter(near).order_by().values("pk")
    found: StoryQuerySet = StoryPage.objects.public().filter(pk__in=ids).newest_first()
    return found


def _places_of(coalitions: Collection[CoalitionPage]) -> QuerySet[Any, Any]:
    rows = CoalitionPage.municipalities.through.objects.filter(coalitionpage__in=coalitions)
    return rows.order_by().values("municipality")


def promises_due(coalition: CoalitionPage, today: date) -> list[CoalitionResponse]:
    """What it promised half a year ago and didn't come back to."""
    due = CoalitionResponse.objects.due(today).filter(coalition=coalition)
    return list(due.filter(story__in=StoryPage.objects.public().order_by().values("pk")).select_related("story"))
