"""That an approach still holds, according to its coalition, and the questions asked about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

__all__ = ["Answer", "Confirmation", "ConfirmationRequest", "new_nonce"]

NONCE_LENGTH = 22
"""Letters and digits: 130 bits. It stands signed in the link, and can be guessed by nobody."""


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


class Answer(models.TextChoices):
    """What a coalition can answer to the yearly question."""

    HOLDS = "klopt", "Klopt nog"
    ADJUST = "aanpassen", "Ik pas het aan"
    REMOVE = "weg", "Haal weg"


class ConfirmationRequest(models.Model):
    """One yearly question, with its reminders. Open until it is answered, or closed since it no longer matters."""

    page = models.ForeignKey(
        "approaches.ApproachPage", models.CASCADE, related_name="confirmation_requests", verbose_name="aanpak"
    )
    nonce = models.CharField(max_length=NONCE_LENGTH, unique=True, default=new_nonce, editable=False)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    last_sent_at = models.DateTimeField("laatste mail", default=timezone.now)
    reminders = models.PositiveSmallIntegerField("herinneringen", default=0)
    expires_at = models.DateTimeField("link werkt tot")
    unanswered_at = models.DateTimeField("geen antwoord sinds", null=True)
    answered_at = models.DateTimeField("beantwoord op", null=True)
    answer = models.CharField("antwoord", max_length=20, choices=Answer, blank=True)
    closed_at = models.DateTimeField("vervallen op", null=True)

    class Meta:
        verbose_name = "vraag om bevestiging"
        verbose_name_plural = "vragen om bevestiging"
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("page",),
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="approaches_one_open_confirmation_request",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", *Answer.values]), name="approaches_confirmation_answer_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None


class Confirmation(models.Model):
    """The coalition said that it still holds."""

    page = models.ForeignKey(
        "approaches.ApproachPage", models.CASCADE, related_name="confirmations", verbose_name="aanpak"
    )
    confirmed_at = models.DateTimeField("bevestigd op", default=timezone.now)
    request = models.OneToOneField(ConfirmationRequest, models.SET_NULL, null=True, related_name="confirmation")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Leeg wanneer het met de link uit de mail ging: daar hoort geen account bij.",
    )

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        ordering: ClassVar[list[str]] = ["-confirmed_at", "-pk"]
        indexes = (models.Index(fields=("page", "-confirmed_at"), name="approaches_confirmed_latest"),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.confirmed_at:%Y-%m-%d}"
