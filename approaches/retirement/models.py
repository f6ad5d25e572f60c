"""Who took an approach away, when and why, and which approaches go on from there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

__all__ = ["Retirement", "RetirementReason"]


class RetirementReason(models.TextChoices):
    """Why an approach is taken off the site. That it stopped is no reason by itself: a stopped one still teaches."""

    REPLACED = "vervangen", "Er is een andere aanpak voor in de plaats gekomen"
    MERGED = "samengevoegd", "Opgegaan in een andere aanpak"
    OUTDATED = "verouderd", "De beschrijving is verouderd en wordt niet meer bijgehouden"
    WRONG = "onjuist", "De beschrijving klopt niet"
    OWNER = "eigenaar", "Wie het schreef wil het niet meer op de site"
    OTHER = "anders", "Anders"


class Retirement(models.Model):
    """An approach that was taken away; in force until it is undone."""

    page = models.ForeignKey(
        "approaches.ApproachPage", models.CASCADE, related_name="retirements", verbose_name="aanpak"
    )
    retired_at = models.DateTimeField("weggehaald op", default=timezone.now)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Leeg wanneer het met de link uit de mail ging: daar hoort geen account bij.",
    )
    reason = models.CharField("reden", max_length=20, choices=RetirementReason)
    explanation = models.TextField("toelichting", blank=True)
    successors = models.ManyToManyField(
        "approaches.ApproachPage", blank=True, related_name="succeeds", verbose_name="kijk verder bij"
    )
    undone_at = models.DateTimeField("teruggezet op", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "weggehaalde aanpak"
        verbose_name_plural = "weggehaalde aanpakken"
        ordering: ClassVar[list[str]] = ["-retired_at", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("page",), condition=Q(undone_at__isnull=True), name="approaches_retired_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=RetirementReason.values), name="approaches_retirement_reason_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_reason_display()}"
