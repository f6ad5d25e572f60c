"""Reads of coalitions, and of pages that belong to one."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser, Group
from django.db import models
from django.db.models import CharField, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Substr
from wagtail.models import Page

from accounts.models import User
from core.models import BasePageQuerySet
from places.querysets import holds_on

__all__ = [
    "COALITION_PATH_LENGTH",
    "CoalitionQuerySet",
    "InCoalitionQuerySet",
    "InvitationQuerySet",
    "is_below_coalition",
]

# Root, home, index, coalition: parent_page_types allow it nowhere else, so the first four steps of the
# tree path of anything below a coalition are the coalition's own path.
COALITION_PATH_LENGTH = 4 * Page.steplen


def is_below_coalition(path: str) -> bool:
    """Whether the tree path of an approach or story lies in a coalition: what belongs to none ends a step earlier."""
    return len(path) > COALITION_PATH_LENGTH


class InCoalitionQuerySet(BasePageQuerySet):
    """Pages that may lie below a coalition."""

    def with_coalition(self) -> Self:
        """Annotate `coalition_slug`, `coalition_title` and `coalition_stage`, "" for a page of no public coalition.

        No query more.
        """
        from_path = self._coalition_column
        return self.annotate(
            coalition_slug=from_path("slug"),
            coalition_title=from_path("title"),
            coalition_stage=from_path("coalitionpage__stage"),
        )

    def for_cards(self) -> Self:
        """With all that a card in a list shows."""
        return self.with_coalition().prefetch_related(*self.model.theme_prefetch, "municipalities")

    def answering(self, question: str) -> Self:
        """Those that help to answer a standing question (see themes.models.StandingQuestion)."""
        # As text, quotes and all: SQLite can't ask whether a JSON list has a member.
        return self.filter(questions__icontains=f'"{question}"')

    def in_region(self, layer: str, slug: str, day: date) -> Self:
        """Those from a region on a day, as the search narrows to it; none for a region that there isn't. Each once."""
        return self.filter(self._from_region(layer, slug, day))

    def _from_region(self, layer: str, slug: str, day: date) -> Q:
        """Of a municipality that lies there. By keys: two layers at once are two memberships, and a join on several
        municipalities would give a page more than once."""
        here = {"municipality__memberships__region__layer": layer, "municipality__memberships__region__slug": slug}
        placed: Any = self.model.municipalities.through._default_manager
        there = placed.filter(holds_on(day, "municipality__memberships__"), **here)
        return Q(pk__in=there.values(f"{self.model._meta.model_name}_id"))

    def newest_first(self) -> Self:
        """The last published first; the tree path decides among those of one moment."""
        return self.order_by("-first_published_at", "path")

    @staticmethod
    def _coalition_column(name: str) -> Coalesce:
        # Looked up through Page and its parent link, so that this module needs no model of its own app.
        above = Page.objects.filter(
            path=Substr(OuterRef("path"), 1, COALITION_PATH_LENGTH), live=True, coalitionpage__isnull=False
        )
        return Coalesce(Subquery(above.values(name)[:1]), Value(""), output_field=CharField())


class CoalitionQuerySet(BasePageQuerySet):
    """Reads of coalitions."""

    def containing(self, path: str) -> Any | None:
        """The coalition that a tree path lies in or is; None if none."""
        return self.filter(path=path[:COALITION_PATH_LENGTH]).first()

    def of_member(self, user: User | AnonymousUser) -> Self:
        """The coalitions that a user writes for, as a member or as a coordinator."""
        if user.pk is None:
            return self.none()  # a filter on None would find the coalitions without any member
        groups = Group.objects.filter(user=user.pk)  # not a join: who is in both groups would be found twice
        return self.filter(Q(team__group__in=groups) | Q(team__members_group__in=groups)).order_by("title")

    def of_coordinator(self, user: User | AnonymousUser) -> Self:
        """The coalitions that a user is a coordinator of."""
        if user.pk is None:
            return self.none()
        return self.filter(team__group__user=user.pk).order_by("title")

    def only_led_by(self, user: User) -> Self:
        """Those that a user is the one coordinator of."""
        others = User.objects.filter(is_active=True).exclude(pk=user.pk)
        return self.of_coordinator(user).exclude(team__group__user__in=others)

    def without_coordinator(self) -> Self:
        """Those that lost their last coordinator or member, the longest first: the editors look after them."""
        return self.filter(team__without_lead_since__isnull=False).order_by("team__without_lead_since", "title")

    def with_places(self) -> Self:
        """With all that its municipalities and their regions are shown by."""
        return self.prefetch_related(*self.model.place_prefetch)

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads."""
        return self.with_places()

    def by_province(self, day: date) -> Self:
        """Annotate `province_name` (the first by name on that day, "" if none) and order by it, then by title."""
        province = Min(
            "municipalities__memberships__region__name",
            filter=holds_on(day, "municipalities__memberships__")
            & Q(municipalities__memberships__region__layer="province"),
        )
        return self.annotate(province_name=Coalesce(province, Value(""))).order_by("province_name", "title")


class InvitationQuerySet(models.QuerySet[Any]):
    """Reads of invitations."""

    def undecided(self) -> Self:
        """Neither taken nor taken back; the link may be too old by now."""
        return self.filter(accepted__isnull=True, revoked__isnull=True)

    def usable(self, now: datetime) -> Self:
        """Those whose link works at this moment."""
        return self.undecided().filter(expires__gt=now)
