"""The page of an approach."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import render
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import PageManager
from wagtail.url_routing import RouteResult

from approaches.completeness import GAPS, Gap, missing
from approaches.marks.annotations import MarkedMixin
from approaches.models.choices import Involvement, Maturity, StopReason
from approaches.models.parts import (
    FiveQuestionsMixin,
    InvolvementMixin,
    MeansMixin,
    StoppedMixin,
    TogetherMixin,
    TwoVoicesMixin,
    Weighed,
    known_choice,
)
from approaches.models.rows import FIRST_YEAR, LAST_YEAR
from approaches.panels import approach_form
from approaches.querysets import ApproachQuerySet
from approaches.reading import Rung, approach_context, block_context
from approaches.rules import BLOCK_PATH, block_slug
from approaches.standing import current_retirement, retired_context, standing_context
from coalitions.contributions import Contribution
from coalitions.mixins import ContactMixin, PictureMixin
from coalitions.models import CoalitionPage, NationalPage
from coalitions.rules import steps
from core.addresses import on_the_web
from core.blocks import BodyBlock
from core.fields import BodyField
from core.partial_date import PartialDate
from core.sharing import Sharing

__all__ = ["ApproachPage", "ApproachTag"]

GAP_FIELDS = frozenset(name for gap in GAPS for name in (*gap.fields, *gap.some_block, *gap.every_block))


class ApproachTag(TaggedItemBase):
    content_object = ParentalKey("approaches.ApproachPage", on_delete=models.CASCADE, related_name="tagged_items")


class ApproachPage(
    Contribution,
    PictureMixin,
    ContactMixin,
    TogetherMixin,
    MeansMixin,
    InvolvementMixin,
    TwoVoicesMixin,
    FiveQuestionsMixin,
    StoppedMixin,
    Weighed,
    MarkedMixin,
):
    """What a coalition does, told so that another one can do it too."""

    need = BodyField(BodyBlock(), blank=True, verbose_name="aanleiding", help_text="Waarom begon u hiermee? Voor wie?")
    what_we_do = BodyField(
        BodyBlock(), blank=True, verbose_name="wat u doet", help_text="Wie doet wat, wanneer en waarmee?"
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

    page_description = "Wat u doet, zo verteld dat een ander het kan overnemen."
    template = "approaches/approach_page.html"
    block_template = "approaches/building_block.html"
    card_template = "approaches/card.html"
    parent_page_types: ClassVar[list[Any]] = [CoalitionPage, NationalPage]
    subpage_types: ClassVar[list[Any]] = []

    edit_handler = approach_form()

    class Meta:
        verbose_name = "aanpak"
        verbose_name_plural = "aanpakken"
        constraints = (
            on_the_web("source_url", "approaches_approach_source_on_the_web"),
            known_choice("maturity", Maturity, "approaches_approach_maturity_known"),
            known_choice("stopped_reason", StopReason, "approaches_approach_stop_reason_known"),
            known_choice("involvement_design", Involvement, "approaches_approach_design_known"),
            known_choice("involvement_delivery", Involvement, "approaches_approach_delivery_known"),
            known_choice("involvement_review", Involvement, "approaches_approach_review_known"),
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

    @property
    def sharing(self) -> Sharing:
        """What machines are told of it."""
        return Sharing(
            kind="Article",
            title=self.title,
            url=self.url or "",
            description=self.summary,
            published=self.first_published_at,
            modified=self.last_published_at,
            source=self.coalition_title,
            keywords=tuple(theme.name for theme in self.themes.all()),
            places=self.municipality_names,
            picture=self.picture_to_share,
        )

    @property
    def missing(self) -> tuple[Gap, ...]:
        """What a reuser still misses, in the order of the form. No query after `prefetch_for_gaps()`."""
        return missing(
            filled_fields(self), [filled_fields(block) for block in self.building_blocks.all()], self.maturity
        )

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """How much parents have to say in each stage that was told."""
        return tuple(
            Rung(stage, steps(Involvement.rungs(), value), Involvement(value).label)
            for stage, value in (
                ("Bij het bedenken", self.involvement_design),
                ("Bij het uitvoeren", self.involvement_delivery),
                ("Bij het terugkijken", self.involvement_review),
            )
            if value
        )

    @property
    def stopped_reason_label(self) -> str:
        return StopReason(self.stopped_reason).label if self.stopped_reason else ""

    @property
    def stopped_day(self) -> str:
        """When it stopped, as a Dutch reader writes it; "" when that isn't known."""
        return PartialDate.parse(self.stopped_on).display() if self.stopped_on else ""

    @property
    def maturity_slugs(self) -> tuple[str, ...]:
        return (self.maturity,) if self.maturity else ()

    @property
    def funding_slugs(self) -> tuple[str, ...]:
        """Who pays, each once. No query when the rows were prefetched."""
        return tuple(dict.fromkeys(row.source for row in self.funding.all()))

    @property
    def without_partner_slugs(self) -> tuple[str, ...]:
        return tuple(partner.slug for partner in self.partners_missing) if self.partners else ()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The page itself, and below it the page of each of its building blocks."""
        if len(path_components) == 2 and path_components[0] == BLOCK_PATH and self.live:
            return RouteResult(self, kwargs={"block_slug": path_components[1]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The approach or a block; of one that was taken away only that it was, why, and where to look further."""
        retirement = current_retirement(self)
        if retirement is None:
            return super().serve(request, *args, **kwargs)
        return render(request, "approaches/retired_page.html", retired_context(self, retirement))

    def get_template(self, request: HttpRequest, *args: Any, block_slug: str = "", **kwargs: Any) -> str:
        return self.block_template if block_slug else super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, block_slug: str = "", **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context(request, *args, **kwargs), **standing_context(self)}
        if not block_slug:
            return {**context, "sharing": self.sharing, **approach_context(self)}
        shown = block_context(self, block_slug, request.user)
        return {**context, "sharing": shown["building_block"].sharing, **shown}


def filled_fields(item: models.Model) -> frozenset[str]:
    """Names of the fields of a page or block that hold something, as far as a gap asks for them."""
    return frozenset(name for name in GAP_FIELDS if hasattr(item, name) and _holds_something(getattr(item, name)))


def _holds_something(value: Any) -> bool:
    return bool(list(value.all()) if isinstance(value, models.Manager) else value)
