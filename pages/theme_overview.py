"""What the pages of themes bring together out of the other apps. Every function: a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from approaches.models import ApproachPage
from pages.models import KnowledgePage
from stories.models import StoryPage
from themes.models import Theme

__all__ = ["CountedTheme", "theme_index_overview", "theme_overview"]

CARDS_PER_KIND = 6
"""Of each kind on the page of a theme; "alles" leads to the search."""


@dataclass(frozen=True)
class CountedTheme:
    """A theme, and how many public approaches and stories are about it."""

    theme: Theme
    n: int


def theme_index_overview() -> dict[str, Any]:
    """All themes with their counts: the national focus themes, and the others."""
    counted = _counted(list(Theme.objects.select_related("parent")))
    return {
        "focus": [entry for entry in counted if entry.theme.is_focus],
        "others": [entry for entry in counted if not entry.theme.is_focus],
    }


def theme_overview(theme: Theme) -> dict[str, Any]:
    """What there is about one theme: the newest of each kind, and how many there are in all."""
    context: dict[str, Any] = {
        "theme": theme,
        "children": list(theme.children.all()),
        "search_url": f"{reverse('search:results')}?theme={theme.slug}",
    }
    for name, model in (("approaches", ApproachPage), ("stories", StoryPage), ("knowledge", KnowledgePage)):
        about = model.objects.public().filter(themes=theme)
        context[name] = list(about.for_cards().newest_first()[:CARDS_PER_KIND])
        context[f"{name}_total"] = about.count()
    return context


def _counted(themes: list[Theme]) -> list[CountedTheme]:
    totals: Counter[int] = Counter()
    for model in (ApproachPage, StoryPage):
        about = model.objects.public().order_by().filter(themes__isnull=False)
        totals.update(dict(about.values_list("themes").annotate(Count("pk", distinct=True))))
    return [CountedTheme(theme, totals[theme.pk]) for theme in themes]
