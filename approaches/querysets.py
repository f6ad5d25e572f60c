"""Reads of approaches and their building blocks."""

from typing import Any, Self

from django.db.models import Prefetch, QuerySet

from coalitions.querysets import InCoalitionQuerySet

__all__ = ["ApproachQuerySet", "BuildingBlockQuerySet"]


class ApproachQuerySet(InCoalitionQuerySet):
    """Reads of approaches."""

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads; the number of queries doesn't depend on how many there are."""
        return self.with_coalition().prefetch_related(
            *self.model.theme_prefetch, *self.model.place_prefetch, "tags", "building_blocks", "funding", "sources"
        )

    def for_cards(self) -> Self:
        return super().for_cards().select_related("picture").prefetch_related("picture__renditions")


class BuildingBlockQuerySet(QuerySet):
    """Reads of building blocks."""

    def public(self) -> Self:
        """Those of which the page is public."""
        return self.filter(page__in=self._approaches().public())

    def prefetch_for_search(self) -> Self:
        """With their page, and all that their search document reads of it."""
        return self.prefetch_related(Prefetch("page", queryset=self._approaches().prefetch_for_search()))

    def _approaches(self) -> ApproachQuerySet:
        # By way of the field: the models import this module.
        approach: Any = self.model._meta.get_field("page").related_model
        return approach.objects.all()
