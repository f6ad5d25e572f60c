"""Reads of text pages."""

from typing import Self

from coalitions.querysets import InCoalitionQuerySet

__all__ = ["TextPageQuerySet"]


class TextPageQuerySet(InCoalitionQuerySet):
    """Reads of text pages of every kind."""

    def prefetch_for_search(self) -> Self:
        """With all that their search document reads; the number of queries doesn't depend on how many there are."""
        return (
            self.with_coalition()
            .select_related("knowledgepage")
            .prefetch_related(*self.model.theme_prefetch, *self.model.place_prefetch, *self.model.tag_prefetch)
        )
