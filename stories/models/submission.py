"""A story as it was told to us: never a page, never indexed, its words encrypted."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from coalitions.models import CoalitionPage
from core.fields import ChoiceListField
from stories.keeping.encryption import EncryptedJSONField, EncryptedTextField
from stories.models.audit import AuditRow
from stories.models.choices import AuditAction, Language, Placing, Role, Source, State, Urgency
from stories.models.editing import Message, Proposal
from stories.rules import OPEN_STATES, SMALL_PLACE
from themes.models import LifePhase, StandingQuestion

__all__ = ["Submission", "SubmissionQuerySet", "unread", "waits"]


def unread() -> Q:
    """That the teller wrote something, and no editor opened the story after that: a message, or a remark to a text."""
    return Q(_unopened_since(Message.objects.filter(from_teller=True), "at")) | Q(
        _unopened_since(Proposal.objects.remarked(), "replied_at")
    )


def _unopened_since(written: QuerySet[Any], moment: str) -> Exists:
    opened = AuditRow.objects.filter(
        submission=OuterRef("submission__uid"), action=AuditAction.OPENED, at__gt=OuterRef(moment)
    )
    return Exists(written.filter(~Exists(opened), submission=OuterRef("pk")).order_by())


def waits() -> Q:
    """That somebody has to look at it.

    After the decision too: a cry for help does so until an editor lays it to rest, what its teller wrote until one
    opened it, and a page that was taken offline until it is put back or taken off the site.
    """
    return Q(state__in=(*OPEN_STATES, State.OFFLINE)) | Q(urgent=True) | unread()


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Reads of submissions. Those for lists leave out what is encrypted: nobody opened a story by seeing its row."""

    def without_words(self) -> "SubmissionQuerySet":
        """Without the columns that are encrypted, so that no key is needed and nothing is read."""
        return self.defer("title", "text", "answers", "contact", "name")

    def with_unread(self) -> "SubmissionQuerySet":
        """Annotate `is_unread`."""
        return self.annotate(is_unread=ExpressionWrapper(unread(), output_field=BooleanField()))

    def queue(self) -> "SubmissionQuerySet":
        """What waits for editors or is on its way.

        The urgent first, then what its teller wrote in, the slower line last, then the oldest.
        """
        found = self.with_unread().filter(waits()).without_words()
        return found.order_by("-urgent", F("is_unread").desc(), "slow", "sent_at", "pk")

    def drafts_older_than(self, moment: datetime) -> "SubmissionQuerySet":
        return self.filter(state=State.DRAFT, created_at__lt=moment)


class Submission(models.Model):
    """What somebody tells. `stories.services` are its only writers; each write raises `version`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Who it is in the audit, the erasure list and on disk: numbers come back after a restore, this never does."""
    version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField("stand", max_length=20, choices=State, default=State.DRAFT)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)

    role = models.CharField("wie vertelt", max_length=20, choices=Role)
    with_helper = models.BooleanField("samen met iemand", default=False)
    source = models.CharField("hoe binnengekomen", max_length=20, choices=Source, default=Source.WEB)
    language = models.CharField("taal", max_length=5, choices=Language, default=Language.DUTCH)
    about_child_or_partner = models.BooleanField("gaat over een kind of partner", null=True, blank=True)
    """None: not asked yet."""
    other_agrees = models.BooleanField("die ander weet ervan", null=True, blank=True)
    """What the teller says about whoever else the story is about; None: not asked."""

    prompt = models.CharField("gekozen vraag", max_length=40, blank=True)
    """Which open question was answered: a key of the intake's list."""
    title = EncryptedTextField("titel", blank=True)
    text = EncryptedTextField("verhaal", blank=True)
    answers = EncryptedJSONField("wat het betekent", default=dict, blank=True)
    """`feelings` (list of Feeling), `big_role` and `should_know` (texts): see stories.services.telling.Answers."""
    contact = EncryptedTextField("contact", blank=True)
    name = EncryptedTextField("naam bij het verhaal", blank=True)
    questions = ChoiceListField("geeft antwoord op", options=StandingQuestion.choices)
    phases = ChoiceListField("fase", options=LifePhase.choices)

    placing = models.CharField("hoe precies", max_length=10, choices=Placing, default=Placing.COUNTRY)
    region = models.ForeignKey("places.Region", models.SET_NULL, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey("places.Municipality", models.SET_NULL, null=True, blank=True, related_name="+")
    coalition = models.ForeignKey(
        "coalitions.CoalitionPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="coalitie"
    )
    """With which coalition it may be shared, if the teller says yes to that."""
    focus_group = models.ForeignKey(
        "stories.FocusGroup", models.SET_NULL, null=True, blank=True, related_name="submissions"
    )

    urgent = models.BooleanField("dringend", default=False)
    urgency = ChoiceListField("waarom dringend", options=Urgency.choices)
    slow = models.BooleanField("tweede rij", default=False)
    """Sent without the check against robots: read after the others."""

    created_at = models.DateTimeField("begonnen", default=timezone.now, editable=False)
    saved_at = models.DateTimeField("bewaard", default=timezone.now, editable=False)
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True, editable=False)
    decided_at = models.DateTimeField("besloten", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("geplaatst", null=True, blank=True, editable=False)
    entered_by = models.PositiveBigIntegerField("ingevoerd door", null=True, blank=True, editable=False)
    """The id of the editor who wrote down what somebody told; no relation, so that accounts may go."""

    page = models.OneToOneField(
        "stories.StoryPage", models.PROTECT, null=True, blank=True, related_name="submission", editable=False
    )
    """Protected: neither the page nor what it lies below can be deleted past the erasing of every trace."""
    is_example = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    objects = SubmissionQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ("-pk",)
        # Asks for a second factor (accounts.second_factor) and opens /redactie/verhalen/.
        permissions = (("read_submissions", "Mag inzendingen lezen"),)
        default_permissions = ()
        indexes = (models.Index(fields=("state", "sent_at"), name="stories_submission_queue"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="stories_submission_state_known"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="stories_submission_role_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(sent_at__isnull=False), name="stories_submission_sent_has_its_time"
            ),
            # No finer than was wished.
            models.CheckConstraint(
                condition=Q(placing=Placing.MUNICIPALITY) | Q(municipality__isnull=True),
                name="stories_submission_municipality_wished",
            ),
            models.CheckConstraint(
                condition=Q(placing=Placing.REGION) | Q(region__isnull=True), name="stories_submission_region_wished"
            ),
        )

    def __str__(self) -> str:
        """Nothing of what was told: this ends up in logs and lists."""
        return f"inzending {str(self.uid)[:8]}"

    def may_stand_below(self, parent: Page) -> bool:
        """Below a coalition a story tells which municipality it is from: its teller lets that be named, or not."""
        return self.placing == Placing.MUNICIPALITY or not issubclass(parent.specific_class, CoalitionPage)

    @property
    def may_change(self) -> bool:
        """Whether its teller may change what was told: until it is decided on."""
        return self.state in (State.DRAFT, *OPEN_STATES)

    @property
    def where(self) -> str:
        """Where it is from, as far as its teller wants that said."""
        return str(self.municipality or self.region or "Nederland")

    @property
    def in_small_place(self) -> bool:
        """Whether it names a municipality in which people know who does which work."""
        place = self.municipality
        return place is not None and place.population is not None and place.population < SMALL_PLACE

    @property
    def has_words_of_danger(self) -> bool:
        """Whether they are why it is urgent, or was: then its teller is shown where help is."""
        return bool(set(self.urgency) - {Urgency.BY_EDITOR})
