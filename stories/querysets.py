"""Reads of stories."""

from typing import Self

from coalitions.querysets import InCoalitionQuerySet

__all__ = ["StoryQuerySet"]


class StoryQuerySet(InCoalitionQuerySet):
    """Reads of stories."""

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads; the number of queries doesn't depend on how many there are."""
        return self.with_coalition().prefetch_related(*self.model.theme_prefetch, *self.model.place_prefetch, "tags")

    def for_cards(self) -> Self:
        return super().for_cards().select_related("picture").prefetch_related("picture__renditions")
