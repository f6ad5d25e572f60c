"""Coalitions: who works together where and how far they are, and the users who write for them."""

from functools import cached_property
from itertools import groupby
from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Collection, PageManager

from accounts.models import LoginEmailField, User
from coalitions.mixins import ContactMixin, PartneredMixin, Staged
from coalitions.panels import index_form, page_form, summary_panel, tab, title_panel
from coalitions.permissions import CoalitionPermissionTester
from coalitions.publication import PublicationTask, PublicationTaskState
from coalitions.querysets import CoalitionQuerySet, InvitationQuerySet
from coalitions.rules import Step, steps
from coalitions.tree import cards_below, crumbs, page_of
from core.blocks import BodyBlock
from core.fields import BodyField
from core.models import BasePage
from core.sharing import Sharing
from places.maps import locator_map
from places.models import PlacedMixin

__all__ = [
    "CoalitionIndexPage",
    "CoalitionPage",
    "CoalitionStage",
    "CoalitionTeam",
    "InCoalition",
    "Invitation",
    "NationalPage",
    "PublicationTask",
    "PublicationTaskState",
]

CARDS_PER_GROUP = 12
"""Cards of each type on the page of a coalition; for more there is the search."""
COALITIONS_PER_PAGE = 60
"""Names and two lines each: well under the 100 kB that a page may weigh."""


class CoalitionStage(models.TextChoices):
    """The stages of a coalition, in the order in which the programme describes them."""

    FORMING = "vormen", "Vormen"
    BUILDING = "bouwen", "Bouwen"
    STRENGTHENING = "versterken", "Versterken"
    SECURING = "borgen", "Borgen"


class InCoalition(Staged):
    """Something that may belong to a coalition: what the facet coalition reads. A part may borrow its page's.

    `with_coalition()` on the queryset fills slug, title and stage; without it they cost one query together.
    """

    path: str

    @cached_property
    def coalition(self) -> "CoalitionPage | None":
        """The public coalition it lies below. One query."""
        return CoalitionPage.objects.public().containing(self.path)

    @cached_property
    def coalition_slug(self) -> str:
        return self.coalition.slug if self.coalition else ""

    @cached_property
    def coalition_title(self) -> str:
        return self.coalition.title if self.coalition else ""

    @cached_property
    def coalition_stage(self) -> str:
        return self.coalition.stage if self.coalition else ""

    @property
    def stage_slugs(self) -> tuple[str, ...]:
        return (self.coalition_stage,) if self.coalition_stage else ()


class CoalitionIndexPage(BasePage):
    """All coalitions; editors add one here."""

    searchable = False
    template = "coalitions/coalition_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["coalitions.CoalitionPage"]
    show_in_menus_default = True

    edit_handler = index_form()

    class Meta:
        verbose_name = "overzicht van coalities"
        verbose_name_plural = "overzichten van coalities"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        coalitions = CoalitionPage.objects.public().with_places().by_province(timezone.localdate())
        results = page_of(request, coalitions, size=COALITIONS_PER_PAGE)
        provinces = tuple((name, tuple(group)) for name, group in groupby(results, key=lambda c: c.province_name))
        return {
            **super().get_context(request, *args, **kwargs),
            "results": results,
            "provinces": provinces,
            "crumbs": crumbs(self),
        }


class NationalPage(BasePage):
    """The parent of what belongs to no coalition: national approaches, stories and knowledge."""

    searchable = False
    template = "coalitions/national_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    # What may be written here says so itself in its parent_page_types: the types are owned by higher apps.
    show_in_menus_default = True

    edit_handler = index_form()

    class Meta:
        verbose_name = "landelijke pagina"
        verbose_name_plural = "landelijke pagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "groups": cards_below(self, size=CARDS_PER_GROUP),
            "crumbs": crumbs(self),
        }


class CoalitionPage(BasePage, PlacedMixin, ContactMixin, PartneredMixin, Staged):
    """A coalition. Its approaches and stories are the pages below it."""

    stage = models.CharField(
        "fase van de coalitie",
        max_length=20,
        choices=CoalitionStage,
        blank=True,
        help_text="Hoe ver is de coalitie: vormen, bouwen, versterken of borgen.",
    )
    ambitions = BodyField(
        BodyBlock(), blank=True, verbose_name="ambities", help_text="Wat wil de coalitie bereiken, en wanneer?"
    )
    trying_now = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name="wat we nu proberen",
        help_text="Waar bent u nu mee bezig, ook als het nog nergens op lijkt? Een ander denkt graag mee.",
    )

    objects = PageManager.from_queryset(CoalitionQuerySet)()

    page_description = "Wie er samenwerken, waar, en wat ze willen bereiken."
    template = "coalitions/coalition_page.html"
    card_template = "coalitions/card.html"
    parent_page_types: ClassVar[list[Any]] = [CoalitionIndexPage]
    # What may be written below a coalition says so itself in its parent_page_types, as with NationalPage.

    edit_handler = page_form(
        tab(
            "Coalitie",
            title_panel("De naam waaronder de coalitie bekend is, bijvoorbeeld Kansrijke Start Zaanstad."),
            summary_panel(),
            *PlacedMixin.place_panels,
            FieldPanel("stage"),
            FieldPanel("partners"),
            FieldPanel("ambitions"),
            FieldPanel("trying_now"),
            *ContactMixin.contact_panels,
        ),
    )

    class Meta:
        verbose_name = "coalitie"
        verbose_name_plural = "coalities"
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=["", *CoalitionStage.values]), name="coalitions_coalition_stage_known"
            ),
        )

    def permissions_for_user(self, user: User) -> CoalitionPermissionTester:
        return CoalitionPermissionTester(user, self)

    @property
    def stage_label(self) -> str:
        return CoalitionStage(self.stage).label if self.stage else ""

    @property
    def stage_slugs(self) -> tuple[str, ...]:
        return (self.stage,) if self.stage else ()

    @property
    def stage_steps(self) -> tuple[Step, ...]:
        """All stages, and how far this coalition is."""
        return steps(CoalitionStage.choices, self.stage)

    @property
    def sharing(self) -> Sharing:
        """What machines are told of it."""
        return Sharing(
            kind="Organization",
            title=self.title,
            url=self.url or "",
            description=self.summary,
            places=self.municipality_names,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "municipalities": list(self.municipalities.all()),
            "map": locator_map(list(self.municipalities.all())),
            "sharing": self.sharing,
            "groups": cards_below(self, size=CARDS_PER_GROUP),
            "crumbs": crumbs(self),
        }


class CoalitionTeam(models.Model):
    """The two groups of users that write for a coalition, and the collection for their pictures and files.

    Kept apart from the page: going back to an older revision of the page must not touch who may write.
    """

    coalition = models.OneToOneField(
        CoalitionPage, models.SET_NULL, null=True, related_name="team", verbose_name="coalitie"
    )
    group = models.OneToOneField(Group, models.CASCADE, related_name="coalition_team", verbose_name="coördinatoren")
    members_group = models.OneToOneField(
        Group, models.SET_NULL, null=True, related_name="members_of_team", verbose_name="leden"
    )
    led = models.BooleanField("heeft een coördinator", default=False, editable=False)
    has_people = models.BooleanField("er zit iemand in", default=False, editable=False)
    without_lead_since = models.DateTimeField("zonder coördinator sinds", null=True, editable=False)
    collection = models.OneToOneField(
        Collection, models.SET_NULL, null=True, related_name="coalition_team", verbose_name="verzameling"
    )

    class Meta:
        verbose_name = "team van een coalitie"
        verbose_name_plural = "teams van coalities"

    def __str__(self) -> str:
        return self.group.name

    @property
    def groups(self) -> tuple[Group, Group]:
        """Coordinators and members. ValueError when there is no group of members yet: ensure_team makes it."""
        if self.members_group is None:
            raise ValueError(f"team {self.pk} heeft nog geen groep voor leden")
        return self.group, self.members_group


class Invitation(models.Model):
    """Somebody was asked by mail to join a team; coalitions.invitations is the only writer.

    The secret in the link is not kept, only its keyed hash.
    """

    coalition = models.ForeignKey(CoalitionPage, models.CASCADE, related_name="invitations", verbose_name="coalitie")
    email = LoginEmailField("e-mailadres")
    as_coordinator = models.BooleanField("als coördinator", default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="uitgenodigd door")
    sent = models.DateTimeField("verstuurd")
    expires = models.DateTimeField("geldig tot")
    accepted = models.DateTimeField("aangenomen", null=True, blank=True)
    revoked = models.DateTimeField("ingetrokken", null=True, blank=True)
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form that it was sent with (core.once)."""

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                fields=("coalition", "email"),
                condition=Q(accepted__isnull=True, revoked__isnull=True),
                name="coalitions_one_open_invitation_per_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} ({self.coalition.title})"

    @property
    def is_undecided(self) -> bool:
        """Neither taken nor taken back, whether or not its link still works."""
        return self.accepted is None and self.revoked is None
