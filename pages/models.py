"""The pages of the site itself: home, pages with a text, and what is known elsewhere."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from coalitions.contributions import Contribution
from coalitions.forms import CalmPageForm
from coalitions.models import CoalitionPage, NationalPage
from coalitions.panels import index_form, page_form, summary_panel, tab, title_panel
from coalitions.tree import crumbs
from core.addresses import on_the_web
from core.blocks import BodyBlock
from core.fields import BodyField
from core.models import BasePage
from core.text import scrub
from pages.overview import home_overview
from pages.place_overview import LONGEST_NAME, nearby_overview
from pages.querysets import TextPageQuerySet
from places.models import PlacedMixin
from themes.models import ThemedMixin

__all__ = ["HomePage", "KnowledgeKind", "KnowledgePage", "StandardPage", "TextPage", "TextPageTag"]


class HomePage(BasePage):
    """The root of the site."""

    searchable = False
    template = "pages/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    # What may stand below it says so itself in its parent_page_types.

    edit_handler = index_form()

    class Meta:
        verbose_name = "voorpagina"
        verbose_name_plural = "voorpagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what is new around a municipality, when the address names one: nothing about a visitor is kept."""
        asked = scrub(request.GET.get("gemeente", ""))[:LONGEST_NAME]
        nearby = nearby_overview(asked, timezone.localdate())
        return {**super().get_context(request, *args, **kwargs), **home_overview(), **nearby}


class TextPageTag(TaggedItemBase):
    content_object = ParentalKey("pages.TextPage", on_delete=models.CASCADE, related_name="tagged_items")


class TextPage(Contribution):
    """What every page with a text has, whatever its kind. One table, so that all of them are one type in the search."""

    body = BodyField(BodyBlock(), blank=True, verbose_name="tekst")
    tags = ClusterTaggableManager(
        through=TextPageTag, blank=True, verbose_name="trefwoorden", help_text="Woorden die niet in de tekst staan."
    )

    objects = PageManager.from_queryset(TextPageQuerySet)()  # type: ignore[misc]  # the plugin gives every abstract model a manager

    is_creatable = False
    parent_page_types: ClassVar[list[Any]] = []
    subpage_types: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = "tekstpagina"
        verbose_name_plural = "tekstpagina's"
        constraints = (on_the_web("source_url", "pages_text_source_on_the_web"),)

    @property
    def as_knowledge(self) -> "KnowledgePage | None":
        """This page as the knowledge page that it may be; no query after `prefetch_for_search()`."""
        # Django raises an AttributeError of its own where the other table has no row.
        return getattr(self, "knowledgepage", None)


class StandardPage(TextPage):
    """A page about the site itself, such as privacy."""

    page_description = "Iets over de site zelf, zoals privacy. Staat onderaan elke pagina."
    template = "pages/standard_page.html"
    parent_page_types: ClassVar[list[Any]] = [HomePage]
    subpage_types: ClassVar[list[Any]] = []

    edit_handler = page_form(
        tab("Tekst", title_panel("Zo staat het onderaan elke pagina."), summary_panel(), FieldPanel("body")),
        base_form_class=CalmPageForm,
    )

    class Meta:
        verbose_name = "pagina over de site"
        verbose_name_plural = "pagina's over de site"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "crumbs": crumbs(self)}


class KnowledgeKind(models.TextChoices):
    """What sort of knowledge it is."""

    POLICY = "beleid", "Beleid"
    RESEARCH = "onderzoek", "Onderzoek"
    NEWS = "nieuws", "Nieuws"
    TOOL = "hulpmiddel", "Hulpmiddel"


class KnowledgePage(TextPage):
    """What is known elsewhere, with a link to where it was said."""

    kind = models.CharField("soort", max_length=20, choices=KnowledgeKind, blank=True)
    kind_label = models.CharField(
        "ander soort", max_length=60, blank=True, help_text="Alleen als er hierboven geen soort past."
    )

    page_description = "Wat elders is uitgezocht of besloten, met een link naar de bron."
    template = "pages/knowledge_page.html"
    card_template = "pages/card.html"
    parent_page_types: ClassVar[list[Any]] = [CoalitionPage, NationalPage]
    subpage_types: ClassVar[list[Any]] = []

    edit_handler = page_form(
        tab(
            "Kennis",
            title_panel("Waar het over gaat."),
            summary_panel(),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("kind_label")], heading="Soort"),
            FieldPanel("source_url"),
            FieldPanel("body"),
            *ThemedMixin.theme_panels,
            *PlacedMixin.place_panels,
        ),
        tab("Meer", FieldPanel("content_date"), FieldPanel("tags")),
    )

    class Meta:
        verbose_name = "kennispagina"
        verbose_name_plural = "kennispagina's"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["", *KnowledgeKind.values]), name="pages_knowledge_kind_known"
            ),
            models.CheckConstraint(condition=Q(kind="") | Q(kind_label=""), name="pages_knowledge_one_kind"),
        )

    def clean(self) -> None:
        super().clean()
        if self.kind and self.kind_label:
            raise ValidationError({"kind_label": "Kies een soort uit de lijst of vul een ander in, niet allebei."})

    @property
    def shown_kind(self) -> str:
        """The kind in words, "" when nobody said."""
        return KnowledgeKind(self.kind).label if self.kind else self.kind_label

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "coalition": self.coalition,
            "themes": list(self.themes.all()),
            "municipality_names": self.municipality_names,
            "crumbs": crumbs(self),
        }
