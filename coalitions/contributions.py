"""What approaches, stories and knowledge have in common: written by a coalition (or nationally), about themes, somewhere."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from coalitions.models import InCoalition
from core.models import BasePage, SiteImage
from places.models import PlacedMixin
from themes.models import ThemedMixin

__all__ = ["Contribution", "PictureMixin", "source_on_the_web"]


class Contribution(BasePage, ThemedMixin, PlacedMixin, InCoalition):
    """A page that a coalition, or the country, shares. Its type adds `tags`, free words of its own."""

    source_url = models.URLField(
        "bron",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Waar dit eerder stond, beginnend met https://",
    )

    tags: Any

    class Meta:
        abstract = True

    @property
    def source_host(self) -> str:
        """Where the link to the source leads, in short: "rivm.nl"; "" without one."""
        return (urlsplit(self.source_url).hostname or "").removeprefix("www.")

    @property
    def municipality_names(self) -> tuple[str, ...]:
        """No query when the municipalities were prefetched."""
        return tuple(municipality.name for municipality in self.municipalities.all())

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words to find it by that stand nowhere in its text. No query when themes, places and tags were prefetched."""
        tags: Iterable[TagBase] = self.tags.all()
        return (*self.theme_keywords, *self.place_keywords, *(tag.name for tag in tags))


def source_on_the_web(name: str) -> models.CheckConstraint:
    """The constraint, called `name`, that a source is a web address or absent: never "javascript:"."""
    on_the_web = Q(source_url__startswith="https://") | Q(source_url__startswith="http://")
    return models.CheckConstraint(condition=Q(source_url="") | on_the_web, name=name)


class PictureMixin(models.Model):
    """One picture with the words that stand in for it here."""

    picture = models.ForeignKey(
        SiteImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="afbeelding"
    )
    picture_alt = models.CharField(
        "wat is er te zien",
        max_length=255,
        blank=True,
        help_text="Voor wie de afbeelding niet ziet. Leeg: de beschrijving van de afbeelding zelf.",
    )

    picture_panels: ClassVar[list[MultiFieldPanel]] = [
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading="Afbeelding")
    ]

    class Meta:
        abstract = True

    @property
    def picture_text(self) -> str:
        """The alternative text of the picture here; "" without a picture."""
        return self.picture_alt or (self.picture.description if self.picture else "")
