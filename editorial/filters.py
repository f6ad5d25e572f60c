"""What the lists of approaches and stories can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from approaches.completeness import GAPS
from approaches.marks.states import CheckState, ConfirmationState
from approaches.models import ApproachPage, Maturity
from approaches.querysets import ApproachQuerySet
from coalitions.models import CoalitionPage
from coalitions.querysets import InCoalitionQuerySet
from places.models import Region, RegionLayer
from stories.models import StoryPage, Voice
from themes.models import Theme

__all__ = ["TO_CHECK", "ApproachFilterSet", "StoryFilterSet", "approach_state", "state_of"]

LIVE, CHANGED, DRAFT, RETIRED = "live", "changed", "draft", "retired"
STATES = {LIVE: "Op de site", CHANGED: "Op de site, met een nieuwer concept", DRAFT: "Concept"}
APPROACH_STATES = {**STATES, RETIRED: "Weggehaald"}
TO_CHECK = "te-controleren"
"""Not a state of its own: all that the editors have to look at."""


def state_of(page: Any) -> str:
    """Where a page stands, in words."""
    if not page.live:
        return STATES[DRAFT]
    return STATES[CHANGED] if page.has_unpublished_changes else STATES[LIVE]


def approach_state(page: Any) -> str:
    """The same for an approach of `with_retirement()`, which can be taken away too."""
    return APPROACH_STATES[RETIRED] if page.is_retired else state_of(page)


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
    state = django_filters.ChoiceFilter(label="Staat", choices=tuple(STATES.items()), method="standing")

    def below(self, pages: QuerySet[Any], name: str, coalition: CoalitionPage) -> QuerySet[Any]:
        """Those of one coalition."""
        return pages.filter(path__startswith=coalition.path)

    def about(self, pages: QuerySet[Any], name: str, theme: Theme) -> QuerySet[Any]:
        """Those about a theme."""
        return pages.filter(pk__in=pages.model.objects.filter(themes=theme).order_by().values("pk"))

    def about_nothing(self, pages: QuerySet[Any], name: str, asked: str) -> QuerySet[Any]:
        """Those without any theme."""
        return pages.filter(themes__isnull=True)

    def within(self, pages: InCoalitionQuerySet, name: str, region: Region) -> QuerySet[Any]:
        """Those from a region today."""
        return pages.in_region(region.layer, region.slug, timezone.localdate())

    def standing(self, pages: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        """Those in one state."""
        if state == DRAFT:
            return pages.filter(live=False)
        return pages.filter(live=True, has_unpublished_changes=state == CHANGED)


class ApproachFilterSet(ContributionFilterSet):
    """The list of approaches."""

    maturity = django_filters.MultipleChoiceFilter(
        label="Hoe ver", choices=Maturity.choices, widget=forms.CheckboxSelectMultiple
    )

    missing = django_filters.ChoiceFilter(
        label="Een hergebruiker mist", choices=[(gap.key, gap.label) for gap in GAPS], method="lacking"
    )
    checked = django_filters.ChoiceFilter(
        label="Controle", choices=((TO_CHECK, "Nog te controleren"), *CheckState.choices), method="known"
    )
    confirmed = django_filters.ChoiceFilter(label="Bevestiging", choices=ConfirmationState.choices, method="said")
    state = django_filters.ChoiceFilter(label="Staat", choices=tuple(APPROACH_STATES.items()), method="standing")

    class Meta:
        model = ApproachPage
        fields = (
            "coalition", "theme", "without_theme", "ggd_region", "province", "maturity", "missing", "checked",
            "confirmed", "state",
        )  # fmt: skip

    def lacking(self, pages: ApproachQuerySet, name: str, gap: str) -> QuerySet[Any]:
        """Those in which something is not told."""
        return pages.with_gap(gap)

    def known(self, pages: ApproachQuerySet, name: str, state: str) -> QuerySet[Any]:
        """Those of which the editors know this."""
        return pages.to_check() if state == TO_CHECK else pages.in_check_state(CheckState(state))

    def said(self, pages: ApproachQuerySet, name: str, state: str) -> QuerySet[Any]:
        """Those of which the coalition says this."""
        return pages.in_confirmation_state(ConfirmationState(state), timezone.now())

    def standing(self, pages: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        """Those in one state; what was taken away is in no other."""
        if state == RETIRED:
            return pages.filter(is_retired=True)
        return super().standing(pages.filter(is_retired=False), name, state)


class StoryFilterSet(ContributionFilterSet):
    """The list of stories."""

    voice = django_filters.MultipleChoiceFilter(
        label="Wie vertelt", choices=Voice.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = StoryPage
        fields = ("coalition", "theme", "without_theme", "ggd_region", "province", "voice", "state")
