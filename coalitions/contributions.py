"""What approaches, stories and knowledge share: a coalition or the country wrote them, about themes, somewhere."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models

from coalitions.models import InCoalition
from core.addresses import host
from core.models import BasePage
from places.models import PlacedMixin
from themes.models import ThemedMixin

__all__ = ["Contribution"]


class Contribution(BasePage, ThemedMixin, PlacedMixin, InCoalition):
    """A page that a coalition, or the country, shares. Its type adds `tags`, free words of its own."""

    source_url = models.URLField(
        "bron",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Waar dit eerder stond, beginnend met https://",
    )

    tag_prefetch: ClassVar[tuple[str, ...]] = ("tags__former_names",)

    class Meta:
        abstract = True

    @property
    def source_host(self) -> str:
        """Where the link to the source leads, in short: "rivm.nl"; "" without one."""
        return host(self.source_url)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words to find it by that stand nowhere in its text. No query when themes, places and tags were prefetched."""
        return (*self.theme_keywords, *self._place_and_tag_keywords)

    @property
    def keywords_of_parts(self) -> tuple[str, ...]:
        """Those that its parts are found by as well: without the synonyms of its themes. A part is short, and with all
        of them each part of an approach came before the approach that says it in its own words."""
        return (*(theme.name for theme in self.themes.all()), *self._place_and_tag_keywords)

    @property
    def _place_and_tag_keywords(self) -> tuple[str, ...]:
        tags: Iterable[Any] = self.tags.all()  # every type has its own
        words = [word for tag in tags for word in (tag.name, *(former.name for former in tag.former_names.all()))]
        return (*filter(None, (self.coalition_title,)), *self.place_keywords, *words)
