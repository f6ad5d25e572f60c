"""Who keeps which searches, and which documents are news to them; alerts.services is the only writer."""

import secrets
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from core.sharing import absolute
from search.api import SearchRequest, read

__all__ = ["MAX_QUESTION", "Frequency", "Match", "SavedSearch", "Subscriber", "new_key"]

MAX_QUESTION = 2_000
"""Characters of a question as an address: a long one with some thirty choices."""


def new_key() -> str:
    """What stands in the address of somebody's own page: 160 random bits."""
    return secrets.token_urlsafe(20)


class Subscriber(models.Model):
    """Somebody with an account, or only a mail address. The key in the links of their mail is their right to change."""

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="subscriber"
    )
    address = models.EmailField("e-mailadres", blank=True, help_text="Alleen zonder account; in kleine letters.")

    class Meta:
        verbose_name = "wie zoekvragen bewaart"
        verbose_name_plural = "wie zoekvragen bewaren"
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(address=""), name="alerts_subscriber_account_or_address"
            ),
            models.UniqueConstraint(
                fields=("address",), condition=~Q(address=""), name="alerts_subscriber_once_per_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def own_url(self) -> str:
        """Where they change their searches: among the pages of the account, or behind the key."""
        return absolute(reverse("alerts:mine") if self.user_id else reverse("alerts:own", args=[self.key]))

    @property
    def stop_url(self) -> str:
        """Where they stop all of this mail, by one button or by the button of a mail program (RFC 8058)."""
        return absolute(reverse("alerts:stop", args=[self.key]))


class Frequency(models.TextChoices):
    """How often somebody wants to hear, at most."""

    DAILY = "daily", "Elke dag"
    WEEKLY = "weekly", "Elke week, op maandag"

    @property
    def at_most(self) -> str:
        """How much mail it may become, in words to go on with: "U krijgt die hooguit …"."""
        return "één keer per dag" if self is Frequency.DAILY else "één keer per week"

    def since(self, today: date) -> date:
        """The first day of the period that today lies in: whoever was told before it may be told again."""
        return today if self is Frequency.DAILY else today - timedelta(days=today.weekday())


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Reads of saved searches."""

    def active(self) -> Self:
        """Those to look for: confirmed, and not paused."""
        return self.filter(confirmed__isnull=False, paused=False)

    def due(self, today: date) -> Self:
        """Active ones whose last round was in a period before that of today."""
        late = Q()
        for frequency in Frequency:
            late |= Q(frequency=frequency, last_round__lt=frequency.since(today))
        return self.active().filter(late)


class SavedSearch(models.Model):
    """A question that somebody keeps, as the typed words and choices of its address."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="searches")
    question = models.CharField("zoekvraag", max_length=MAX_QUESTION, help_text="Zoals in het adres van de zoekpagina.")
    frequency = models.CharField("hoe vaak", max_length=10, choices=Frequency, default=Frequency.DAILY)
    paused = models.BooleanField("gepauzeerd", default=False)
    created = models.DateTimeField("bewaard", default=timezone.now, editable=False)
    confirmed = models.DateTimeField("bevestigd", null=True, editable=False)
    last_round = models.DateField(
        "laatste ronde",
        default=timezone.localdate,
        editable=False,
        help_text="De dag waarop voor het laatst is gekeken of er iets te melden was.",
    )
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form by which it was asked for last, without an account (core.once)."""

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "bewaarde zoekvraag"
        verbose_name_plural = "bewaarde zoekvragen"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("subscriber", "question"), name="alerts_search_kept_once"),
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="alerts_frequency_known"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def request(self) -> SearchRequest:
        """The question as the search reads it."""
        return read(QueryDict(self.question.removeprefix("?"))).request

    @property
    def results_url(self) -> str:
        """The page of its results, newest first."""
        separator = "&" if self.question.removeprefix("?") else ""
        return f"{reverse('search:results')}{self.question}{separator}sort=newest"


class Match(models.Model):
    """That a document is news to a search and has not been told yet."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="matches")
    document = models.CharField(max_length=64)
    """Its type and number, as in the index."""
    found = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("search", "document"), name="alerts_match_once"),)
        indexes = (models.Index(fields=("document",), name="alerts_match_document"),)

    def __str__(self) -> str:
        return f"{self.search_id}: {self.document}"
