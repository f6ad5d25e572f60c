"""Reads of stories."""

from typing import Self

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Revision

from coalitions.querysets import InCoalitionQuerySet
from stories.rules import OF_A_PARENT, PUBLISHED_BY_COALITION

__all__ = ["StoryQuerySet"]


class StoryQuerySet(InCoalitionQuerySet):
    """Reads of stories."""

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads; the number of queries doesn't depend on how many there are."""
        return self.with_coalition().prefetch_related(
            *self.model.theme_prefetch, *self.model.place_prefetch, *self.model.tag_prefetch
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

    def for_cards(self) -> Self:
        return super().for_cards().select_related("picture").prefetch_related("picture__renditions")
