"""What the page with all stories shows: narrowed, in one of three layouts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ResultPage
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from coalitions.tree import page_of
from places.models import Municipality, Region, RegionLayer, RegionMembership
from places.querysets import holds_on
from stories.models.choices import Voice
from stories.querysets import REGION, StoryQuerySet
from stories.reading.chosen import LABELS, Chosen, Layout
from stories.reading.patterns import Pattern, pattern
from stories.rules import OF_A_PARENT
from themes.models import LifePhase, Theme
from toolbox.filters import Chip

__all__ = ["Column", "Filter", "Reading", "reading"]

PER_PAGE = 20
"""As many as a page of search results."""
PER_COLUMN = 10
LAYOUTS = {Layout.LIST: "Lijst", Layout.BESIDE: "Naast elkaar", Layout.PATTERNS: "In getallen"}

Options = Mapping[str, str]
"""Labels by value, in the order to show them."""


@dataclass(frozen=True)
class Filter:
    """One thing to choose."""

    key: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Column:
    """The stories of one side, the newest of them, and how many there are in all."""

    heading: str
    stories: Sequence[Any]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.stories)


@dataclass(frozen=True)
class Reading:
    """The page, as far as it depends on what was chosen."""

    chosen: Chosen
    filters: tuple[Filter, ...]
    chips: tuple[Chip, ...]
    layouts: tuple[tuple[str, str, bool], ...]
    search_url: str
    total: int
    results: ResultPage | None = None
    columns: tuple[Column, ...] = ()
    pattern: Pattern | None = None

    @property
    def layout_value(self) -> str:
        """What the form has to send along to be read the same way; "" for the list."""
        return "" if self.chosen.layout == Layout.LIST else str(self.chosen.layout)

    @property
    def list_url(self) -> str:
        return self.chosen.read_as(Layout.LIST).query or "."

    @property
    def heading(self) -> str:
        if self.pattern and self.total:
            return self.pattern.heading_of(self.total)
        return "1 verhaal" if self.total == 1 else f"{self.total} verhalen" if self.total else "Geen verhalen"


def reading(request: HttpRequest, stories: StoryQuerySet) -> Reading:
    """The public stories as this request asks for them. At most a dozen queries, however many there are."""
    options = _options(stories)
    asked = Chosen.of(request.GET)
    # A value that no story has can't be chosen in the form: an old link to it shows what there is.
    chosen = asked
    for key, value in asked:
        chosen = chosen if value in options[key] else chosen.without(key)
    found = stories.narrowed(chosen)
    return Reading(
        chosen=chosen,
        filters=_filters(options, chosen),
        chips=tuple(Chip(options[key][value], LABELS[key], chosen.without(key).query or ".") for key, value in chosen),
        layouts=tuple(
            (label, chosen.read_as(layout).query or ".", layout == chosen.layout) for layout, label in LAYOUTS.items()
        ),
        search_url=f"{reverse('search:results')}?{urlencode([('type', 'story'), *chosen])}",
        total=found.count(),
        **_laid_out(request, found, chosen),
    )


def _laid_out(request: HttpRequest, found: StoryQuerySet, chosen: Chosen) -> dict[str, Any]:
    if chosen.layout == Layout.PATTERNS:
        return {"pattern": pattern(found)}
    cards = found.for_cards().newest_first()
    if chosen.layout == Layout.BESIDE:
        return {
            "columns": (
                _column("Ouders en ervaringsdeskundigen", cards.filter(voice__in=OF_A_PARENT)),
                _column("Professionals en coalities", cards.exclude(voice__in=OF_A_PARENT).exclude(voice="")),
            )
        }
    return {"results": page_of(request, cards, size=PER_PAGE)}


def _column(heading: str, stories: StoryQuerySet) -> Column:
    return Column(heading, list(stories[:PER_COLUMN]), stories.count())


def _filters(options: Mapping[str, Options], chosen: Chosen) -> tuple[Filter, ...]:
    picked = dict(chosen)
    made = (
        Filter(key, LABELS[key], tuple((value, label, picked.get(key) == value) for value, label in known.items()))
        for key, known in options.items()
    )
    return tuple(filter_ for filter_ in made if filter_.options)


def _options(stories: StoryQuerySet) -> Mapping[str, Options]:
    """The values in use. Places no finer than the tellers allowed: a municipality only where a story names it."""
    told = stories.order_by()
    themes = Theme.objects.filter(pk__in=told.values("themes")).order_by("name")
    towns = Municipality.objects.filter(pk__in=told.values("municipalities"))
    regions = Region.objects.filter(Q(pk__in=_named(told)) | Exists(_today(towns).filter(region=OuterRef("pk"))))
    voices = set(told.values_list("voice", flat=True).distinct())
    return {
        "theme": dict(themes.values_list("slug", "name")),
        "phase": dict(LifePhase.choices),
        "voice": {voice.value: voice.label for voice in Voice if voice in voices},
        **{
            layer.value: dict(regions.filter(layer=layer).order_by("name").values_list("slug", "name"))
            for layer in (RegionLayer.PROVINCE, RegionLayer.GGD_REGION)
        },
        "municipality": dict(towns.order_by("name").values_list("slug", "name")),
    }


def _named(told: StoryQuerySet) -> set[int]:
    """The regions that stories name, and the provinces that these lie in whole. Five queries at most."""
    named = list(Region.objects.filter(pk__in=told.values("region")).prefetch_related(REGION.partition("__")[2]))
    today = timezone.localdate()
    around = (region.lies_in(RegionLayer.PROVINCE, today) for region in named)
    return {region.pk for regions in (named, *around) for region in regions}


def _today(towns: QuerySet[Municipality]) -> QuerySet[RegionMembership]:
    return RegionMembership.objects.filter(holds_on(timezone.localdate()), municipality__in=towns)
