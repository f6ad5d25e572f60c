"""Stories as they are published: a text that was read and approved. What is told to us raw never comes here."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, Revision

from accounts.models import User
from coalitions.contributions import Contribution
from coalitions.mixins import PictureMixin
from coalitions.models import CoalitionPage, NationalPage
from coalitions.panels import index_form, page_form, summary_panel, tab, title_panel
from coalitions.tree import crumbs
from core.addresses import on_the_web
from core.blocks import BodyBlock
from core.fields import BodyField
from core.models import BasePage
from core.sharing import Sharing
from places.models import PlacedMixin, Region
from search.api import similar_to
from stories.asking import DayIsOver, PeopleUnasked
from stories.forms import StoryPageForm
from stories.gone import ErasedMeanwhile, gone_page
from stories.models.choices import HowCollected, Language, Purpose, Voice
from stories.models.response import CoalitionResponse
from stories.permissions import StoryPermissionTester
from stories.querysets import REGION, StoryQuerySet
from stories.reading.overview import reading
from stories.rules import LONGEST_NAME, first_day, is_over, needs_editors
from themes.models import ThemedMixin

__all__ = ["CopyRefused", "HowCollected", "PeopleInStory", "StoryIndexPage", "StoryPage", "StoryTag", "Voice"]

MORE_STORIES = 3
"""What else to read, under a story."""


VOICE_LABELS = {
    Voice.PARENT: "Verhaal van een ouder",
    Voice.EXPERT_BY_EXPERIENCE: "Verhaal van een ervaringsdeskundige",
    Voice.PROFESSIONAL: "Verhaal van een professional",
    Voice.COALITION: "Verhaal van een coalitie",
}


class StoryIndexPage(BasePage):
    """All stories; editors write national ones below it."""

    searchable = False
    template = "stories/story_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]
    show_in_menus_default = True

    edit_handler = index_form()

    class Meta:
        verbose_name = "overzicht van verhalen"
        verbose_name_plural = "overzichten van verhalen"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "reading": reading(request, StoryPage.objects.public()),
            "crumbs": crumbs(self),
        }


class PeopleInStory(models.TextChoices):
    """Whether somebody in a story that was written here can be recognised, and said yes."""

    NOBODY = "niemand", "Niemand is te herkennen"
    CONSENT = "toestemming", "Wie erin voorkomt, zei ja op deze tekst"


class CopyRefused(PermissionDenied):
    """A story stands in one place: a copy would outlive its withdrawal."""


class StoryTag(TaggedItemBase):
    content_object = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="tagged_items")


class StoryPage(Contribution, PictureMixin):
    """A story: the voice first, and which approaches it is about."""

    voice = models.CharField("wie vertelt", max_length=20, choices=Voice, blank=True)
    body = BodyField(
        BodyBlock(), blank=True, verbose_name="verhaal", help_text="In de woorden van wie het vertelt. Noem geen namen."
    )
    how_collected = models.CharField(
        "hoe verzameld", max_length=20, choices=HowCollected, blank=True, help_text="Staat onder het verhaal."
    )
    approaches = ParentalManyToManyField(
        "approaches.ApproachPage",
        blank=True,
        related_name="stories",
        verbose_name="gaat over",
        help_text="De aanpakken waar dit verhaal over gaat. Alleen gepubliceerde zijn voor bezoekers te zien.",
    )
    tags = ClusterTaggableManager(
        through=StoryTag, blank=True, verbose_name="trefwoorden", help_text="Woorden die niet in de tekst staan."
    )
    from_submission = models.BooleanField("verteld aan ons", default=False, editable=False)
    """Made from a submission: then it is public only as long as that is there and consents (stories.consent)."""
    teller_name = models.CharField("naam bij het verhaal", max_length=LONGEST_NAME, blank=True, editable=False)
    """Read it as `shown_name`."""
    language = models.CharField("taal", max_length=5, choices=Language, default=Language.DUTCH, editable=False)
    region = models.ForeignKey(
        "places.Region", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name="regio"
    )
    """Where the teller wants no municipality named, the region that may be."""
    people = models.CharField(
        "mensen in het verhaal",
        max_length=20,
        choices=PeopleInStory,
        blank=True,
        help_text="Kan iemand zich of een ander herkennen? Dan hoort diegene eerst ja te zeggen.",
    )
    consent_until = models.DateField(
        "mag hier staan tot en met",
        null=True,
        blank=True,
        help_text="Na deze dag wissen we het verhaal hier, met alle versies. Leeg: tot iemand het intrekt.",
    )

    objects = PageManager.from_queryset(StoryQuerySet)()  # type: ignore[misc]  # the plugin gives every abstract model a manager
    place_prefetch: ClassVar = (*PlacedMixin.place_prefetch, REGION)

    page_description = "Wat een ouder, ervaringsdeskundige of professional meemaakte."
    template = "stories/story_page.html"
    card_template = "stories/card.html"
    parent_page_types: ClassVar[list[Any]] = [CoalitionPage, NationalPage, StoryIndexPage]
    subpage_types: ClassVar[list[Any]] = []

    edit_handler = page_form(
        tab(
            "Verhaal",
            title_panel("Een zin uit het verhaal zelf werkt het best."),
            FieldPanel("voice"),
            summary_panel(),
            FieldPanel("body"),
            *ThemedMixin.theme_panels,
            *PlacedMixin.place_panels,
            FieldPanel("approaches", widget=forms.CheckboxSelectMultiple),
        ),
        tab(
            "Meer",
            *PictureMixin.picture_panels,
            FieldPanel("how_collected"),
            FieldPanel("people"),
            FieldPanel("consent_until"),
            FieldPanel("content_date"),
            FieldPanel("source_url"),
            FieldPanel("tags"),
        ),
        base_form_class=StoryPageForm,
    )

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        constraints = (
            on_the_web("source_url", "stories_story_source_on_the_web"),
            models.CheckConstraint(condition=Q(voice__in=["", *Voice.values]), name="stories_story_voice_known"),
            models.CheckConstraint(
                condition=Q(how_collected__in=["", *HowCollected.values]), name="stories_story_how_collected_known"
            ),
            models.CheckConstraint(
                condition=Q(people__in=["", *PeopleInStory.values]), name="stories_story_people_known"
            ),
        )

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was erased meanwhile doesn't come back under the hands of who had it open; nor is there a double.

        Django inserts a row that it can't update. The lock is the one that erasing takes: of two at once one is second.
        """
        if self._state.adding:
            if self.from_submission or self.alias_of_id is not None:
                raise CopyRefused
        else:
            self._hold()
        super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As save(), and before Wagtail looks whether the form is right: it isn't, of what is gone."""
        self._hold()
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Revision, user: User | None = None, *args: Any, **kwargs: Any) -> None:
        """Raises NotReady. Without a user it is the clock, for what was asked before, or an import.

        Whether its last day is past is asked of these too: that may have come while it waited for its moment.
        """
        story = revision.as_object()
        if user is None:
            story.refuse_when_over()
        else:
            story.refuse_unready()
        super().publish(revision, user, *args, **kwargs)

    def refuse_unready(self) -> None:
        """Raise NotReady unless somebody said whether the people in it agree now; who told it to us says so to us."""
        if self.from_submission:
            return
        if not self.people:
            raise PeopleUnasked(self)
        self.refuse_when_over()

    def refuse_when_over(self) -> None:
        """Raise DayIsOver when the last day on which it may stand there is past on the day that it would go there."""
        if not self.from_submission and is_over(self.consent_until, first_day(self.go_live_at, timezone.now())):
            raise DayIsOver(self)

    def _hold(self) -> None:
        if not Page.objects.select_for_update().filter(pk=self.pk).exists():
            raise ErasedMeanwhile
        self.teller_name = self._name_allowed()  # whoever had it open may have it from before

    def _name_allowed(self) -> str:
        if not self.teller_name:
            return ""
        named = StoryPage.objects.with_names().exclude(name_shown="").filter(pk=self.pk)
        return self.teller_name if named.exists() else ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The story, as long as its teller says yes to that."""
        if not StoryPage.objects.usable_for(Purpose.PUBLISH).filter(pk=self.pk).exists():
            return gone_page(request)
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return answer

    def permissions_for_user(self, user: User) -> StoryPermissionTester:
        return StoryPermissionTester(user, self)

    @property
    def needs_editors(self) -> bool:
        """Whether only editors may publish it: see needing_editors(). One query at most."""
        return needs_editors(self.voice) or StoryPage.objects.filter(pk=self.pk).needing_editors().exists()

    @property
    def voice_label(self) -> str:
        """Whose story it is, as a reader sees it; "Verhaal" when nobody said."""
        return VOICE_LABELS[Voice(self.voice)] if self.voice else "Verhaal"

    @property
    def direction(self) -> str:
        """In which direction its text is written."""
        return Language(self.language).direction

    @property
    def place_names(self) -> tuple[str, ...]:
        """Where it plays, as fine as its teller wanted. No query for a card or a search document."""
        return self.municipality_names or ((self.region.name,) if self.region else ())

    @property
    def place_keywords(self) -> tuple[str, ...]:
        return (*super().place_keywords, *((self.region.name,) if self.region else ()))

    def regions_of(self, layer: str) -> tuple[Region, ...]:
        """Of its municipalities; or the region that it names, and those that this lies in whole."""
        if self.region is None:
            return super().regions_of(layer)
        return self.region.in_layer(layer, timezone.localdate())

    @property
    def shown_name(self) -> str:
        """The name of its teller, as long as they let it stand there. No query when `with_names()` asked."""
        asked: str | None = self.__dict__.get("name_shown")
        return self._name_allowed() if asked is None else asked

    @property
    def sharing(self) -> Sharing:
        """What machines are told of it. Never who told it."""
        return Sharing(
            kind="Article",
            title=self.title,
            url=self.url or "",
            description=self.summary,
            published=self.first_published_at,
            modified=self.last_published_at,
            keywords=tuple(theme.name for theme in self.themes.all()),
            picture=self.picture_to_share,
            language=self.language,
        )

    @property
    def how_collected_label(self) -> str:
        return HowCollected(self.how_collected).label if self.how_collected else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        approaches = self._public_approaches()
        similar = similar_to(self, without=approaches)
        return {
            **super().get_context(request, *args, **kwargs),
            "coalition": self.coalition,
            "sharing": self.sharing,
            "teller_name": self.shown_name,
            "themes": list(self.themes.all()),
            "place_names": self.place_names,
            "approaches": approaches,
            # By number, since a preview may be of a story that is nowhere yet.
            "responses": list(CoalitionResponse.objects.for_readers().filter(story=self.pk)),
            "similar": similar,
            "more_stories": [] if similar else self._more_stories(),
            "crumbs": crumbs(self),
        }

    def _more_stories(self) -> list[Any]:
        """The newest of the others, for who finds nothing like this one."""
        # One more than are shown: to leave this one out, the database would sort them all.
        newest = StoryPage.objects.public().newest_first()[: MORE_STORIES + 1]
        return [story for story in newest if story.pk != self.pk][:MORE_STORIES]

    def _public_approaches(self) -> list[Any]:
        """Those a visitor may see. By id, so that a preview shows what was just ticked."""
        model: Any = self._meta.get_field("approaches").related_model
        ids = [approach.pk for approach in self.approaches.all()]
        return list(model.objects.filter(pk__in=ids).public().for_cards().newest_first())
