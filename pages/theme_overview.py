"""What the pages of themes bring together out of the other apps. Every function: a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count
from django.urls import reverse
from wagtail.models import Page

from approaches.models import ApproachPage
from pages.models import KnowledgePage
from stories.models import StoryPage
from themes.models import StandingQuestion, Theme
from toolbox.models import Instrument
from toolbox.overview import with_users

__all__ = ["Answered", "CountedTheme", "theme_index_overview", "theme_overview"]

CARDS_PER_KIND = 6
"""Of each kind on the page of a theme; "alles" leads to the search."""

ANSWERS_PER_KIND: Final = 3
"""Under a standing question, approaches and stories each."""
REACH: Final = "bereik"
"""The theme of the project that asks the standing questions: its page has all answers, whatever their theme."""


@dataclass(frozen=True)
class Answered:
    """A standing question, and the newest approaches and stories that help to answer it: shown by title, since most
    of them have their card on the same page."""

    question: StandingQuestion
    pages: tuple[Page, ...]
    total: int
    search_url: str


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
    instruments = Instrument.objects.public().filter(themes=theme)
    context["instruments"] = with_users(list(instruments.order_by("name")[:CARDS_PER_KIND]))
    context["instruments_total"] = instruments.count()
    context["questions"] = _answered(theme)
    return context


def _answered(theme: Theme) -> tuple[Answered, ...]:
    """Both questions with what answers them: about this theme, or about any on the page of the theme reach."""
    everywhere = theme.slug == REACH
    within = {} if everywhere else {"themes": theme}
    narrowed = "" if everywhere else f"&theme={theme.slug}"
    found = []
    for question in StandingQuestion:
        pages: list[Page] = []
        total = 0
        for model in (ApproachPage, StoryPage):
            answering = model.objects.public().filter(**within).answering(question)
            pages += answering.newest_first()[:ANSWERS_PER_KIND]
            total += answering.count()
        url = f"{reverse('search:results')}?question={question.value}{narrowed}"
        found.append(Answered(question=question, pages=tuple(pages), total=total, search_url=url))
    return tuple(found)


def _counted(themes: list[Theme]) -> list[CountedTheme]:
    totals: Counter[int] = Counter()
    for model in (ApproachPage, StoryPage):
        about = model.objects.public().order_by().filter(themes__isnull=False)
        totals.update(dict(about.values_list("themes").annotate(Count("pk", distinct=True))))
    return [CountedTheme(theme, totals[theme.pk]) for theme in themes]
