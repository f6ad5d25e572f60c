"""What the lists of approaches and stories can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from approaches.completeness import GAPS
from approaches.models import ApproachPage, Maturity
from approaches.querysets import ApproachQuerySet
from coalitions.models import CoalitionPage
from editorial.regions import holding
from places.models import Region, RegionLayer, RegionMembership
from stories.models import StoryPage, Voice
from themes.models import Theme

__all__ = ["ApproachFilterSet", "State", "StoryFilterSet", "state_of"]

State = (("live", "Op de site"), ("changed", "Op de site, met een nieuwer concept"), ("draft", "Concept"))


def state_of(page: Any) -> str:
    """Where a page stands, in words."""
    if not page.live:
        return State[2][1]
    return State[1][1] if page.has_unpublished_changes else State[0][1]


def _regions(layer: RegionLayer) -> Any:
    return lambda request: Region.objects.filter(layer=layer)


class ContributionFilterSet(WagtailFilterSet):
    """What approaches and stories have in common. Every filter is a subquery, so that no page comes twice."""

    coalition = django_filters.ModelChoiceFilter(
        label="Coalitie", queryset=lambda request: CoalitionPage.objects.order_by("title"), method="below"
    )
    theme = django_filters.ModelChoiceFilter(
        label="Thema", queryset=lambda request: Theme.objects.all(), to_field_name="slug", method="about"
    )
    without_theme = django_filters.ChoiceFilter(
        label="Thema ontbreekt", choices=(("on", "Ja"),), method="about_nothing"
    )
    ggd_region = django_filters.ModelChoiceFilter(
        label="GGD-regio", queryset=_regions(RegionLayer.GGD_REGION), to_field_name="slug", method="within"
    )
    province = django_filters.ModelChoiceFilter(
        label="Provincie", queryset=_regions(RegionLayer.PROVINCE), to_field_name="slug", method="within"
    )
    state = django_filters.ChoiceFilter(label="Staat", choices=State, method="standing")

    def below(self, pages: QuerySet[Any], name: str, coalition: CoalitionPage) -> QuerySet[Any]:
        """Those of one coalition."""
        return pages.filter(path__startswith=coalition.path)

    def about(self, pages: QuerySet[Any], name: str, theme: Theme) -> QuerySet[Any]:
        """Those about a theme."""
        return pages.filter(pk__in=pages.model.objects.filter(themes=theme).order_by().values("pk"))

    def about_nothing(self, pages: QuerySet[Any], name: str, asked: str) -> QuerySet[Any]:
        """Those without any theme."""
        return pages.filter(themes__isnull=True)

    def within(self, pages: QuerySet[Any], name: str, region: Region) -> QuerySet[Any]:
        """Those of municipalities that lie in a region today."""
        there = RegionMembership.objects.filter(holding(timezone.localdate()), region=region).values("municipality")
        inside = pages.model.objects.filter(municipalities__in=there)
        return pages.filter(pk__in=inside.order_by().values("pk"))

    def standing(self, pages: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        """Those in one state."""
        if state == "draft":
            return pages.filter(live=False)
        return pages.filter(live=True, has_unpublished_changes=state == "changed")


class ApproachFilterSet(ContributionFilterSet):
    """The list of approaches."""

    maturity = django_filters.MultipleChoiceFilter(
        label="Hoe ver", choices=Maturity.choices, widget=forms.CheckboxSelectMultiple
    )

    missing = django_filters.ChoiceFilter(
        label="Een hergebruiker mist", choices=[(gap.key, gap.label) for gap in GAPS], method="lacking"
    )

    class Meta:
        model = ApproachPage
        fields = ("coalition", "theme", "without_theme", "ggd_region", "province", "maturity", "missing", "state")

    def lacking(self, pages: ApproachQuerySet, name: str, gap: str) -> QuerySet[Any]:
        """Those in which something is not told."""
        return pages.with_gap(gap)


class StoryFilterSet(ContributionFilterSet):
    """The list of stories."""

    voice = django_filters.MultipleChoiceFilter(
        label="Wie vertelt", choices=Voice.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = StoryPage
        fields = ("coalition", "theme", "without_theme", "ggd_region", "province", "voice", "state")
