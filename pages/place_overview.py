"""What the pages of municipalities and regions bring together. Every function: a fixed number of queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.text import get_text_list

from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from coalitions.querysets import InCoalitionQuerySet
from places.figures import ShownFigure, division_notes, shown
from places.indicators import INDICATORS
from places.layers import RegionLayer
from places.likeness import Likeness, nearest
from places.lookup import similar_names
from places.models import Municipality, Region, RegionMembership
from places.querysets import holds_on
from stories.models import StoryPage
from toolbox.models import Coverage, Instrument

__all__ = [
    "LONGEST_NAME",
    "municipality_index_overview",
    "municipality_overview",
    "nearby_overview",
    "region_index_overview",
    "region_overview",
]

CARDS_PER_KIND: Final = 6
"""Of each kind; "alle" leads to the search."""


LONGEST_NAME: Final = 100
"""Characters of a name that somebody asks for; the longest of a municipality has thirty."""

NEW_NEARBY: Final = 3
"""On home, approaches and stories together: a taste, not a list."""

SHOWN_FORMER: Final = 10
"""Names of before that are explained; who types two letters gets a list of municipalities, no history of them."""


@dataclass(frozen=True)
class LayerRegions:
    """The regions of one layer that a municipality lies in on a day; none when that is not known."""

    label: str
    memberships: tuple[RegionMembership, ...]


@dataclass(frozen=True)
class Alike:
    """A municipality like this one, and how much there is of it."""

    likeness: Likeness
    approaches: int


def municipality_index_overview(text: str, today: date) -> dict[str, Any]:
    """All municipalities by province, and how many of each take part; with a text only those whose name has it, by
    any of their names."""
    asked = Municipality.objects.named_like(text) if text.strip() else Municipality.objects.all()
    places = list(asked.with_regions())
    groups: dict[str, list[Municipality]] = {}
    for place in places:
        for province in place.regions_on(today, RegionLayer.PROVINCE):
            groups.setdefault(province.name, []).append(place)
    taking_part = set(_with_coalition(places))
    return {
        "text": text,
        "provinces": [
            (name, inside, sum(place.pk in taking_part for place in inside)) for name, inside in sorted(groups.items())
        ],
        "total": len(places),
        "taking_part": taking_part,
        "renamed": [
            (former, get_text_list(today, "en"))
            for former, today in Municipality.objects.renamed_like(text)[:SHOWN_FORMER]
        ],
    }


def municipality_overview(municipality: Municipality, day: date, today: date) -> dict[str, Any]:
    """All about one municipality; the regions as they were on `day`, everything else as it is."""
    return {
        "municipality": municipality,
        "day": day,
        "layers": _layers(municipality, day),
        "former": list(municipality.former_municipalities.order_by("merged_on", "name")),
        "coalitions": list(CoalitionPage.objects.public().filter(municipalities=municipality).with_places()),
        "coverage": list(
            Coverage.objects.public().on(today).filter(municipality=municipality).select_related("instrument")
        ),
        **_figures(municipality),
        **_alike(municipality, today),
        **_cards(lambda pages: pages.filter(municipalities=municipality)),
        "search_url": _search(municipality=[municipality.slug]),
    }


def nearby_overview(text: str, today: date) -> dict[str, Any]:
    """What is new around the municipality that a name means: in its GGD region, where coalitions know each other, else
    in itself. Of a name that means none, names like it. No query without a name."""
    asked = text.strip()
    place = Municipality.objects.with_regions().named(asked) if asked else None
    if place is None:
        return {"near_asked": asked, "near": None, "near_similar": similar_names(asked) if asked else []}
    region = next(iter(place.regions_on(today, RegionLayer.GGD_REGION)), None)
    newest: list[Any] = []
    for model in (ApproachPage, StoryPage):
        pages = model.objects.public()
        inside = pages.in_region(region.layer, region.slug, today) if region else pages.filter(municipalities=place)
        newest += inside.for_cards().newest_first()[:NEW_NEARBY]
    newest.sort(key=lambda page: page.first_published_at.timestamp() if page.first_published_at else 0, reverse=True)
    where = {region.layer: [region.slug]} if region else {"municipality": [place.slug]}
    return {
        "near_asked": asked,
        "near": place,
        "near_region": region,
        "near_cards": newest[:NEW_NEARBY],
        "near_url": _search(**where),
    }


def region_index_overview(layer: RegionLayer, today: date) -> dict[str, Any]:
    """The regions of a layer, with the number of coalitions in each: of those that the page of the region shows."""
    regions = list(Region.objects.filter(layer=layer).order_by("name"))
    totals = dict(
        CoalitionPage.objects.public()
        .order_by()
        .filter(holds_on(today, "municipalities__memberships__"), municipalities__memberships__region__layer=layer)
        .values_list("municipalities__memberships__region")
        .annotate(Count("pk", distinct=True))
    )
    return {
        "layer": layer,
        "layers": RegionLayer,
        "regions": [(region, totals.get(region.pk, 0)) for region in regions],
    }


def region_overview(region: Region, today: date) -> dict[str, Any]:
    """What happens in a region: its municipalities of today, their coalitions, approaches and stories."""
    inside = Municipality.objects.lying_in(region, today)
    municipalities = list(inside.order_by("name"))
    coalitions = CoalitionPage.objects.public().filter(municipalities__in=inside).distinct()
    covered = set(coalitions.order_by().values_list("municipalities", flat=True))
    return {
        "region": region,
        "layer": RegionLayer(region.layer),
        "municipalities": municipalities,
        "with_coalition": [place for place in municipalities if place.pk in covered],
        "without_coalition": [place for place in municipalities if place.pk not in covered],
        "population": sum(place.population or 0 for place in municipalities),
        "coalitions": list(coalitions.with_places().order_by("title")),
        "coverage": _coverage(inside, today),
        **_cards(lambda pages: pages.in_region(region.layer, region.slug, today)),
        "search_url": _search(**{region.layer: [region.slug]}),
    }


def _with_coalition(places: Sequence[Municipality]) -> QuerySet[CoalitionPage, int]:
    """The keys of those of these that take part in a public coalition."""
    taking_part: QuerySet[CoalitionPage, int] = (
        CoalitionPage.objects.public()
        .order_by()
        .filter(municipalities__in=[place.pk for place in places])
        .values_list("municipalities", flat=True)
    )
    return taking_part


def _layers(municipality: Municipality, day: date) -> tuple[LayerRegions, ...]:
    memberships = list(municipality.memberships.select_related("region").order_by("region__name"))
    return tuple(
        LayerRegions(
            label=layer.label,
            memberships=tuple(row for row in memberships if row.region.layer == layer and row.holds_on(day)),
        )
        for layer in RegionLayer
    )


def _figures(municipality: Municipality) -> dict[str, Any]:
    rows = {row.indicator: row for row in municipality.figures.order_by("year")}  # the latest of each stays
    figures: Sequence[ShownFigure] = [
        shown(kind, row.year, row.value, municipality.population)
        for kind in INDICATORS
        if (row := rows.get(kind.key)) is not None
    ]
    joined = municipality.former_municipalities.values_list("name", "merged_on")
    first_year = min((figure.year for figure in figures), default=0)
    return {"figures": figures, "division_notes": division_notes(first_year, joined) if figures else ()}


def _alike(municipality: Municipality, today: date) -> dict[str, Any]:
    profiles = Municipality.objects.profiles(today)
    here = next(profile for profile in profiles if profile.slug == municipality.slug)
    found = nearest(here, profiles)
    slugs = [likeness.profile.slug for likeness in found]
    counted: Mapping[str, int] = dict(
        ApproachPage.objects.public()
        .order_by()
        .filter(municipalities__slug__in=slugs)
        .values_list("municipalities__slug")
        .annotate(Count("pk", distinct=True))
    )
    return {
        "here": here,
        "alike": [Alike(likeness, counted.get(likeness.profile.slug, 0)) for likeness in found],
        "alike_has_any": bool(counted),
        "alike_url": _search(like=[municipality.slug]) if slugs else "",
    }


def _cards(narrow: Callable[[InCoalitionQuerySet], InCoalitionQuerySet]) -> dict[str, Any]:
    """The newest approaches and stories from here, and how many there are: `narrow` gives those of all public ones."""
    context: dict[str, Any] = {}
    for name, model in (("approaches", ApproachPage), ("stories", StoryPage)):
        pages = narrow(model.objects.public())
        context[name] = list(pages.for_cards().newest_first()[:CARDS_PER_KIND])
        context[f"{name}_total"] = pages.count()
    return context


def _coverage(municipalities: QuerySet[Municipality], today: date) -> list[tuple[str, str, int]]:
    """Name and address of each instrument that is somewhere in these, and in how many. One query."""
    counted = (
        Instrument.objects.public()
        .filter(coverage__in=Coverage.objects.on(today).filter(municipality__in=municipalities.order_by().values("pk")))
        .annotate(n=Count("coverage__municipality", distinct=True))
        .order_by("-n", "name")
    )
    return [(item.name, item.get_absolute_url(), item.n) for item in counted]


def _search(**chosen: Sequence[str]) -> str:
    return f"{reverse('search:results')}?{urlencode(chosen, doseq=True)}"
