"""Approaches: what coalitions do, and the building blocks that another coalition can take over."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PageManager

from approaches.querysets import ApproachQuerySet, BuildingBlockQuerySet
from approaches.rules import SLUG_LENGTH, block_slug
from coalitions.contributions import Contribution, source_on_the_web
from coalitions.mixins import ContactMixin, PictureMixin
from coalitions.models import CoalitionPage, InCoalition, NationalPage
from coalitions.panels import page_form, summary_panel, tab, title_panel
from coalitions.tree import crumbs, shown_day
from core.blocks import BodyBlock
from core.fields import BodyField
from places.models import Placed, PlacedMixin
from themes.models import Themed, ThemedMixin

__all__ = ["ApproachPage", "ApproachTag", "BlockRole", "BuildingBlock", "Maturity"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No approach of this programme began before its forerunners; a typing error such as 202 is refused."""


SHOWN_STORIES = 12
"""Stories beside an approach; more than this nobody reads there, and the search has them all."""


class Maturity(models.TextChoices):
    """How far an approach is. A stopped one is a full contribution. Never words of the national evidence ladder."""

    IDEA = "idee", "Idee"
    RUNNING = "loopt", "Loopt"
    EVALUATED = "geevalueerd", "Geëvalueerd"
    SECURED = "geborgd", "Geborgd"
    STOPPED = "gestopt", "Gestopt"


class BlockRole(models.TextChoices):
    """Whether another coalition may change a building block."""

    CORE = "core", "Moet blijven"
    FREE = "free", "Mag anders"


class ApproachTag(TaggedItemBase):
    content_object = ParentalKey("approaches.ApproachPage", on_delete=models.CASCADE, related_name="tagged_items")


class ApproachPage(Contribution, PictureMixin, ContactMixin):
    """What a coalition does, told so that another one can do it too."""

    need = BodyField(
        BodyBlock(), blank=True, verbose_name="aanleiding", help_text="Waarom begonnen jullie hiermee? Voor wie?"
    )
    what_we_do = BodyField(
        BodyBlock(), blank=True, verbose_name="wat jullie doen", help_text="Wie doet wat, wanneer en waarmee?"
    )
    results = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name="wat het oplevert",
        help_text="Wat merken ouders en professionals? Ook wat tegenviel is waardevol.",
    )
    started = models.PositiveSmallIntegerField(
        "begonnen in",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Het jaar, bijvoorbeeld 2022.",
    )
    maturity = models.CharField(
        "hoe ver",
        max_length=20,
        choices=Maturity,
        blank=True,
        help_text="Ook een gestopte aanpak helpt.",
    )
    tags = ClusterTaggableManager(
        through=ApproachTag, blank=True, verbose_name="trefwoorden", help_text="Woorden die niet in de tekst staan."
    )

    objects = PageManager.from_queryset(ApproachQuerySet)()  # type: ignore[misc]  # the plugin gives every abstract model a manager

    page_description = "Wat jullie doen, zo verteld dat een ander het kan overnemen."
    template = "approaches/approach_page.html"
    card_template = "approaches/card.html"
    parent_page_types: ClassVar[list[Any]] = [CoalitionPage, NationalPage]
    subpage_types: ClassVar[list[Any]] = []

    edit_handler = page_form(
        tab(
            "Aanpak",
            title_panel("Een naam die zegt wat jullie doen."),
            summary_panel(),
            *ThemedMixin.theme_panels,
            *PlacedMixin.place_panels,
            FieldPanel("need"),
            FieldPanel("what_we_do"),
            FieldPanel("results"),
            *ContactMixin.contact_panels,
        ),
        tab(
            "Bouwstenen",
            InlinePanel(
                "building_blocks",
                heading="Bouwstenen",
                label="Bouwsteen",
                help_text="Delen van de aanpak die een ander los kan overnemen. Dit mag ook later.",
            ),
        ),
        tab(
            "Meer",
            FieldPanel("maturity"),
            FieldPanel("started"),
            FieldPanel("content_date"),
            FieldPanel("source_url"),
            *PictureMixin.picture_panels,
            FieldPanel("tags"),
        ),
    )

    class Meta:
        verbose_name = "aanpak"
        verbose_name_plural = "aanpakken"
        constraints = (
            source_on_the_web("approaches_approach_source_on_the_web"),
            models.CheckConstraint(
                condition=Q(maturity__in=["", *Maturity.values]), name="approaches_approach_maturity_known"
            ),
            models.CheckConstraint(
                condition=Q(started__isnull=True) | Q(started__range=(FIRST_YEAR, LAST_YEAR)),
                name="approaches_approach_started_in_a_year",
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        # Not in clean(): Wagtail skips that for drafts, and a draft's blocks need an address as well.
        self.name_blocks()
        return super().save(*args, **kwargs)

    def name_blocks(self) -> None:
        """Give the building blocks that are about to be saved their slugs.

        Once the page was published, the blocks that were on it keep their address, whatever their title
        becomes; until then it follows the title.
        """
        if not self.building_blocks.is_deferring:  # type: ignore[attr-defined]  # of modelcluster
            return  # nothing of them is about to be saved
        blocks = list(self.building_blocks.all())
        # Slugs of before are taken too: two blocks that swap titles are saved one after the other.
        taken = [block.slug for block in blocks]
        for place, block in enumerate(blocks):
            if self.first_published_at and block.pk and block.slug:
                continue
            block.slug = block_slug(block.title, block.slug, taken[:place] + taken[place + 1 :])
            taken.append(block.slug)

    @property
    def maturity_label(self) -> str:
        return Maturity(self.maturity).label if self.maturity else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "coalition": self.coalition,
            "themes": list(self.themes.all()),
            "municipality_names": self.municipality_names,
            "blocks": list(self.building_blocks.all()),
            "stories": list(self.stories.public().for_cards().newest_first()[:SHOWN_STORIES]) if self.pk else [],
            "updated": shown_day(self.last_published_at),
            "crumbs": crumbs(self),
        }


class BuildingBlock(Orderable, Themed, Placed, InCoalition):
    """A part of an approach that another coalition can take over by itself. Found as a hit of its own."""

    page = ParentalKey(ApproachPage, on_delete=models.CASCADE, related_name="building_blocks")
    title = models.CharField("naam", max_length=150, help_text="Bijvoorbeeld: Intake aan de keukentafel.")
    slug = models.SlugField("webnaam", max_length=SLUG_LENGTH + 10, editable=False)
    description = models.TextField("wat is het", blank=True, help_text="In een paar zinnen.")
    role = models.CharField(
        "moet blijven of mag anders",
        max_length=10,
        choices=BlockRole,
        default=BlockRole.CORE,
        help_text="Werkt de aanpak nog als een ander dit weglaat of anders doet?",
    )
    needs_people = models.TextField("welke mensen zijn nodig", blank=True, help_text="Wie, en hoeveel uur?")
    needs_agreements = models.TextField("welke afspraken zijn nodig", blank=True, help_text="Met wie, waarover?")
    needs_tools = models.TextField("welke middelen zijn nodig", blank=True, help_text="Formulieren, ruimte, geld.")
    pitfall = models.TextField("valkuil", blank=True, help_text="Wat ging er mis, of bijna?")
    answer = models.TextField("wat hielp", blank=True, help_text="Wat vonden jullie daarop?")

    objects = BuildingBlockQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("role", widget=forms.RadioSelect),
        FieldPanel("needs_people"),
        FieldPanel("needs_agreements"),
        FieldPanel("needs_tools"),
        FieldPanel("pitfall"),
        FieldPanel("answer"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        constraints = (
            models.UniqueConstraint(fields=("page", "slug"), name="approaches_block_slug_once_per_page"),
            models.CheckConstraint(condition=~Q(slug=""), name="approaches_block_has_a_slug"),
            models.CheckConstraint(condition=Q(role__in=BlockRole.values), name="approaches_block_role_known"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """The id of this block on its page. A preview has blocks that were never saved: those go by their title."""
        return f"bouwsteen-{self.slug or block_slug(self.title, '', ())}"

    @property
    def role_label(self) -> str:
        return BlockRole(self.role).label

    @property
    def url(self) -> str:
        """The address of this block, from "/" on."""
        return f"{self.page.url or ''}#{self.anchor}"

    @property
    def theme_slugs(self) -> tuple[str, ...]:
        return self.page.theme_slugs

    @property
    def phase_slugs(self) -> tuple[str, ...]:
        return self.page.phase_slugs

    @property
    def municipality_slugs(self) -> tuple[str, ...]:
        return self.page.municipality_slugs

    def region_slugs(self, layer: str) -> tuple[str, ...]:
        return self.page.region_slugs(layer)

    @property
    def coalition(self) -> CoalitionPage | None:
        return self.page.coalition

    @property
    def coalition_slug(self) -> str:
        return self.page.coalition_slug

    @property
    def coalition_title(self) -> str:
        return self.page.coalition_title
