"""What is covered: for each theme and region, how many public approaches and stories there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from approaches.models import ApproachPage
from core.exporting import Cell
from places.models import Region, RegionLayer
from places.querysets import holds_on
from stories.models import StoryPage
from stories.querysets import REGION
from themes.models import Theme

__all__ = ["COLUMNS", "LAYERS", "CoverageCell", "CoverageReport", "CoverageRow", "coverage", "gaps"]

LAYERS: Final = (RegionLayer.GGD_REGION, RegionLayer.PROVINCE)
"""The layers that the search can narrow by, so that every cell leads there."""
COLUMNS: Final = ("Thema", "Regio", "Aanpakken", "Verhalen", "Gat")

Counts = Counter[tuple[int, int | None]]


@dataclass(frozen=True)
class CoverageCell:
    """One theme in one region; `region` is "" for the whole country."""

    region: str
    approaches: int
    stories: int
    url: str

    @property
    def is_gap(self) -> bool:
        return not self.approaches and not self.stories

    @property
    def in_words(self) -> str:
        """As it is read aloud."""
        if self.is_gap:
            return "geen aanpakken en geen verhalen"
        return f"aanpakken: {self.approaches}, verhalen: {self.stories}"


@dataclass(frozen=True)
class CoverageRow:
    """One theme: the whole country first, then region by region."""

    theme: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True)
class CoverageReport:
    """The report for one layer."""

    layer: RegionLayer
    regions: tuple[str, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def number_of_gaps(self) -> int:
        """Cells of a region without anything."""
        return sum(cell.is_gap for row in self.rows for cell in row.cells if cell.region)

    def in_file(self) -> Iterator[Sequence[Cell]]:
        """A row per theme and region."""
        for row in self.rows:
            for cell in row.cells:
                gap = "ja" if cell.is_gap else "nee"
                yield row.theme, cell.region or "Heel Nederland", cell.approaches, cell.stories, gap


def coverage(layer: RegionLayer) -> CoverageReport:
    """What the public finds: the counts of the search by theme and region of today. A fixed number of queries."""
    regions: list[Region | None] = [None, *Region.objects.filter(layer=layer).order_by("name")]
    public = ApproachPage.objects.public()
    approaches, stories = _counts(public, public, layer), _story_counts(layer)
    rows = []
    for theme in Theme.objects.all():
        cells = []
        for region in regions:
            key = (theme.pk, region.pk if region else None)
            cells.append(
                CoverageCell(
                    region.name if region else "", approaches[key], stories[key], _search_url(theme, layer, region)
                )
            )
        rows.append(CoverageRow(theme.name, tuple(cells)))
    return CoverageReport(layer, tuple(region.name for region in regions if region), tuple(rows))


def gaps(layer: RegionLayer) -> tuple[list[str], list[str]]:
    """Themes, and regions of a layer, without any public approach. Four queries."""
    public = ApproachPage.objects.public().order_by()
    today = holds_on(timezone.localdate(), "municipalities__memberships__")
    themes = Theme.objects.exclude(pk__in=public.filter(themes__isnull=False).values("themes"))
    inside = public.filter(today, municipalities__isnull=False).values("municipalities__memberships__region")
    regions = Region.objects.filter(layer=layer).exclude(pk__in=inside.exclude(municipalities__memberships=None))
    return list(themes.values_list("name", flat=True)), list(regions.values_list("name", flat=True))


def _story_counts(layer: RegionLayer) -> Counts:
    """As `StoryPage.regions_of`: a story that names a region counts there, and in what this lies in whole."""
    public = StoryPage.objects.public()
    counts = _counts(public, public.filter(region__isnull=True), layer)
    named = public.order_by().filter(themes__isnull=False, region__isnull=False).values_list("themes", "region")
    found = list(named.annotate(n=Count("pk", distinct=True)))
    regions = Region.objects.prefetch_related(REGION.partition("__")[2]).in_bulk({region for _, region, _ in found})
    for theme, region, n in found:
        for around in regions[region].in_layer(layer, timezone.localdate()):
            counts[theme, around.pk] += n
    return counts


def _counts(public: Any, of_towns: Any, layer: RegionLayer) -> Counts:
    """Pages by theme alone (region None); and by theme and region those that count where their municipalities are.

    Two queries.
    """
    region = "municipalities__memberships__region"
    today = holds_on(timezone.localdate(), "municipalities__memberships__")
    about, here = (pages.order_by().filter(themes__isnull=False) for pages in (public, of_towns))
    totals = about.values_list("themes").annotate(n=Count("pk", distinct=True))
    by_region = here.filter(today, **{f"{region}__layer": layer}).values_list("themes", region)
    found = by_region.annotate(n=Count("pk", distinct=True))
    return Counter({**{(theme, None): n for theme, n in totals}, **{(theme, pk): n for theme, pk, n in found}})


def _search_url(theme: Theme, layer: RegionLayer, region: Region | None) -> str:
    asked = {"theme": theme.slug, **({layer.value: region.slug} if region else {})}
    return f"{reverse('search:results')}?{urlencode(asked)}"
