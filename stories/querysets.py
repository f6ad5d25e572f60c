"""Reads of stories."""

from datetime import date, datetime
from typing import Any, Final, Self

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision

from coalitions.querysets import InCoalitionQuerySet
from places.layers import RegionLayer
from stories.models.choices import Purpose
from stories.reading.chosen import Chosen
from stories.rules import OF_A_PARENT, PUBLISHED_BY_COALITION

__all__ = ["StoryQuerySet", "consenting", "holding", "naming"]


REGION: Final = "region__memberships__municipality__memberships__region"
"""What `Region.lies_in` reads of the region that a story names."""


def holding(now: datetime | None = None) -> Q:
    """Which rows of Consent are a yes at this moment: the rule, in the one place where it is written."""
    in_time = Q(until__isnull=True) | Q(until__gte=timezone.localdate(now))
    return in_time & Q(given=True, withdrawn_at__isnull=True)


def consenting(purpose: Purpose, now: datetime | None = None) -> Q:
    """Which rows of Consent say yes to a purpose at this moment."""
    return holding(now) & Q(purpose=purpose)


def naming(now: datetime | None = None) -> Q:
    """Which rows of Consent let a name stand with a story on the site at this moment."""
    return consenting(Purpose.PUBLISH, now) & Q(named=True)


class StoryQuerySet(InCoalitionQuerySet):
    """Reads of stories."""

    def public(self) -> Self:
        """As every page, and only as long as whoever told it says yes to that."""
        return super().public().usable_for(Purpose.PUBLISH)

    def usable_for(self, purpose: Purpose, now: datetime | None = None) -> Self:
        """Those that may be used for a purpose at this moment; live or not, and behind a restriction or not.

        What was told to us needs its teller's yes: without a submission there is none. What was written as a page
        may be used until its own date.
        """
        # By name: the model of consent knows that of submissions, and that knows this one.
        consents = apps.get_model("stories", "Consent")._default_manager
        yes = consents.filter(consenting(purpose, now), submission__page=OuterRef("pk"))
        until_its_date = Q(consent_until__isnull=True) | Q(consent_until__gte=timezone.localdate(now))
        return self.filter(Q(from_submission=False) & until_its_date | Q(from_submission=True) & Exists(yes))

    def shown_once(self) -> Self:
        """Those that stand on the site or stood there, and what was told to us: whose last day erases them. What is
        being written here never stood anywhere."""
        return self.exclude(from_submission=False, live=False, first_published_at=None)

    def told(self) -> Self:
        """What was told to us."""
        return self.filter(from_submission=True)

    def told_below(self, page: Page) -> Self:
        """What was told to us and stands at or below a page."""
        return self.told().filter(path__startswith=page.path)

    def with_names(self) -> Self:
        """Annotate `name_shown`: the name of the teller, "" unless they let it stand there now. No query more."""
        consents = apps.get_model("stories", "Consent")._default_manager
        yes = Exists(consents.filter(naming(), submission__page=OuterRef("pk")))
        return self.annotate(name_shown=Case(When(yes, then=F("teller_name")), default=Value("")))

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads; the number of queries doesn't depend on how many there are."""
        return (
            self.with_coalition()
            .with_names()
            .prefetch_related(*self.model.theme_prefetch, *self.model.place_prefetch, *self.model.tag_prefetch)
        )

    def needing_editors(self) -> Self:
        """Those that only editors may publish: by their voice now, in the newest version, or in any before.

        Any before, so that who may not publish a parent's story can't call it something else first.
        """
        versions = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()))
        newest = Revision.objects.filter(pk=OuterRef("latest_revision")).exclude(
            content__voice__in=list(PUBLISHED_BY_COALITION)
        )
        of_a_parent = versions.filter(content__voice__in=list(OF_A_PARENT))
        return self.filter(~Q(voice__in=PUBLISHED_BY_COALITION) | Exists(of_a_parent) | Exists(newest))

    def narrowed(self, chosen: Chosen) -> Self:
        """Those that have what a reader chose. A region holds itself, and what lies in it today: towns and regions."""
        today = timezone.localdate()
        # A JSON list is asked as text, quotes and all: SQLite can't ask whether it has a member.
        conditions = {
            "theme": Q(themes__slug=chosen.theme),
            "phase": Q(phases__icontains=f'"{chosen.phase}"'),
            "voice": Q(voice=chosen.voice),
            "province": self._from_region(RegionLayer.PROVINCE, chosen.province, today),
            "ggd_region": self._from_region(RegionLayer.GGD_REGION, chosen.ggd_region, today),
            "municipality": Q(municipalities__slug=chosen.municipality),
        }
        found = self
        for key, _ in chosen:
            found = found.filter(conditions[key])
        return found

    def _from_region(self, layer: str, slug: str, day: date) -> Q:
        """Of its municipalities; of a story that names a region, when it is that one or lies in it whole: see
        `StoryPage.regions_of`."""
        regions: Any = self.model._meta.get_field("region").related_model
        named = Q(layer=layer, slug=slug) | Q(pk__in=regions.objects.lying_in(layer, slug, day).order_by().values("pk"))
        of_towns = Q(region__isnull=True) & super()._from_region(layer, slug, day)
        return of_towns | Q(region__in=regions.objects.filter(named).order_by().values("pk"))

    def for_cards(self) -> Self:
        return (
            super().for_cards().with_names().select_related("picture", "region").prefetch_related("picture__renditions")
        )
