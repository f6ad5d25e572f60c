"""Which stories a coalition may answer, and which of its promises wait for an answer."""

from datetime import date

from django.db.models import Q

from coalitions.models import CoalitionPage
from stories.models import CoalitionResponse, StoryPage
from stories.querysets import StoryQuerySet

__all__ = ["promises_due", "stories_for"]


def stories_for(coalition: CoalitionPage) -> StoryQuerySet:
    """Public stories that stand below it, are about one of its approaches, or come from one of its municipalities."""
    below = Q(path__startswith=coalition.path)
    about = Q(approaches__path__startswith=coalition.path)
    places = [place.pk for place in coalition.municipalities.all()]
    near = StoryPage.objects.filter(below | about | Q(municipalities__in=places)).order_by().values("pk")
    found: StoryQuerySet = StoryPage.objects.public().filter(pk__in=near).newest_first()
    return found


def promises_due(coalition: CoalitionPage, today: date) -> list[CoalitionResponse]:
    """What it promised half a year ago and didn't come back to."""
    due = CoalitionResponse.objects.due(today).filter(coalition=coalition)
    return list(due.filter(story__in=StoryPage.objects.public().order_by().values("pk")).select_related("story"))
