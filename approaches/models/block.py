"""A building block: the part of an approach that is taken over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from approaches.blocks import PitfallsBlock
from approaches.fields import TakenFromField
from approaches.models.choices import BlockRole
from approaches.models.page import ApproachPage
from approaches.models.parts import Weighed
from approaches.panels import BLOCK_PANELS
from approaches.querysets import BuildingBlockQuerySet
from approaches.rules import BLOCK_PATH, SLUG_LENGTH, block_slug
from coalitions.mixins import Partnered
from coalitions.models import CoalitionPage, InCoalition
from core.fields import BodyField
from core.sharing import PartOf, Sharing
from core.text import one_way, shows
from places.models import Placed
from themes.models import Situated, Themed
from toolbox.models import UsesInstruments

__all__ = ["BuildingBlock", "Pitfall"]

DESCRIPTION_LENGTH = 300
"""Of a building block, to machines: as long as the summary of a page."""


SHOWN_FOLLOWERS = 50
"""Far more than the most copied block of a programme of 342 municipalities will show on one screen."""


class Pitfall(NamedTuple):
    """A pitfall with the answer that was found; without one it is an open question."""

    pitfall: str
    answer: str


class BuildingBlock(Orderable, Themed, Placed, InCoalition, Situated, Partnered, Weighed, UsesInstruments):
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
    works_when = models.TextField(
        "werkt als", blank=True, help_text="Onder welke omstandigheden werkt dit, volgens uw ervaring?"
    )
    works_less_when = models.TextField(
        "werkt minder als", blank=True, help_text="Waar zou u dit niet zo doen? Ook dat helpt een ander."
    )
    pitfalls = BodyField(
        PitfallsBlock(), blank=True, verbose_name="valkuilen", help_text="Elke valkuil met wat daarop hielp."
    )
    help_offered = models.TextField("waarmee kunt u helpen", blank=True, help_text="Wat mag een ander aan u vragen?")
    taken_from = TakenFromField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_over_by",
        verbose_name="overgenomen van",
        help_text="Plak het webadres van de bouwsteen waar dit vandaan komt.",
    )

    objects = BuildingBlockQuerySet.as_manager()

    panels: ClassVar[list[Any]] = BLOCK_PANELS

    class Meta:
        # Blocks that were put on a page by a program have no place of their own: then the order of writing.
        ordering = ("sort_order", "pk")
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        constraints = (
            models.UniqueConstraint(fields=("page", "slug"), name="approaches_block_slug_once_per_page"),
            models.CheckConstraint(condition=~Q(slug=""), name="approaches_block_has_a_slug"),
            models.CheckConstraint(condition=Q(role__in=BlockRole.values), name="approaches_block_role_known"),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.title and not shows(self.title):
            raise ValidationError({"title": "Geef een naam die te lezen is: hierin staan alleen onzichtbare tekens."})
        self.title = one_way(self.title)

    @property
    def anchor(self) -> str:
        """The id of this block on its page. A preview has blocks that were never saved: those go by their title."""
        return f"bouwsteen-{self.slug or block_slug(self.title, '', ())}"

    @property
    def is_free(self) -> bool:
        return self.role == BlockRole.FREE

    @property
    def role_label(self) -> str:
        return BlockRole(self.role).label

    @property
    def url(self) -> str:
        """The address of the page of this block, from "/" on; "" when its approach has none."""
        return f"{self.page.url}{BLOCK_PATH}/{self.slug}/" if self.page.url else ""

    @property
    def source(self) -> "BuildingBlock | None":
        """The block that this one was taken from, if anybody may see it. One query, or none."""
        return self.sources_of([self]).get(self.taken_from_id or 0)

    @classmethod
    def sources_of(cls, blocks: "Iterable[BuildingBlock]") -> "Mapping[int, BuildingBlock]":
        """The public blocks that these were taken from, by id. One query, or none."""
        taken = {block.taken_from_id for block in blocks if block.taken_from_id}
        return cls.objects.public().select_related("page").in_bulk(taken) if taken else {}

    @property
    def followers(self) -> "Sequence[BuildingBlock]":
        """The public blocks that were taken from this one. One query."""
        return self.followers_of([self]).get(self.pk, ())

    @classmethod
    def followers_of(cls, blocks: "Iterable[BuildingBlock]") -> "Mapping[int, Sequence[BuildingBlock]]":
        """The public blocks that were taken from each of these, by the title of their approach. One query, or none."""
        stored = [block.pk for block in blocks if block.pk]  # in a preview some are not
        found: dict[int, list[BuildingBlock]] = {}
        by_title = Window(RowNumber(), partition_by="taken_from", order_by=("page__title", "pk"))
        taken = cls.objects.public().filter(taken_from__in=stored).annotate(place=by_title)
        shown = taken.filter(place__lte=SHOWN_FOLLOWERS).select_related("page").order_by("place") if stored else ()
        for follower in shown:
            found.setdefault(follower.taken_from_id or 0, []).append(follower)
        return found

    @property
    def sharing(self) -> Sharing:
        """What machines are told of it, on a page of its own."""
        return Sharing(
            kind="CreativeWork",
            title=self.title,
            url=self.url,
            description=self.description[:DESCRIPTION_LENGTH],
            modified=self.page.last_published_at,
            source=self.page.coalition_title,
            part_of=PartOf(self.page.title, self.page.url or ""),
        )

    @property
    def pitfall_pairs(self) -> tuple[Pitfall, ...]:
        """The pitfalls that say something. No query: pairs are read as they are stored."""
        stored = (item.get("value") or {} for item in self.pitfalls.raw_data)
        pairs = (Pitfall(pair.get("pitfall") or "", pair.get("answer") or "") for pair in stored)
        return tuple(pair for pair in pairs if any(pair))

    @property
    def situation_slugs(self) -> tuple[str, ...]:
        return self.page.situation_slugs

    @property
    def partner_slugs(self) -> tuple[str, ...]:
        return self.page.partner_slugs

    @property
    def instrument_slugs(self) -> tuple[str, ...]:
        return self.page.instrument_slugs

    @property
    def maturity_slugs(self) -> tuple[str, ...]:
        return self.page.maturity_slugs

    @property
    def funding_slugs(self) -> tuple[str, ...]:
        return self.page.funding_slugs

    @property
    def without_partner_slugs(self) -> tuple[str, ...]:
        return self.page.without_partner_slugs

    @property
    def theme_slugs(self) -> tuple[str, ...]:
        return self.page.theme_slugs

    @property
    def phase_slugs(self) -> tuple[str, ...]:
        return self.page.phase_slugs

    @property
    def question_slugs(self) -> tuple[str, ...]:
        return self.page.question_slugs

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

    @property
    def coalition_stage(self) -> str:
        return self.page.coalition_stage
