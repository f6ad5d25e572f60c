"""What is known of an approach, said by others than its coalition. Beside the page: no old revision brings it back."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.addresses import on_the_web

__all__ = ["Check", "CheckOutcome", "EvidenceQuote"]


class CheckOutcome(models.TextChoices):
    """How a check by the editors ended."""

    OK = "ok", "In orde"
    NEEDS_CHANGE = "aanpassen", "Eerst aanpassen"


class Check(models.Model):
    """One check by the editors: of which version, with which answers. Rows are only added."""

    page = models.ForeignKey("approaches.ApproachPage", models.CASCADE, related_name="checks", verbose_name="aanpak")
    version = models.ForeignKey(
        "approaches.PublishedVersion", models.SET_NULL, null=True, related_name="checks", verbose_name="versie"
    )
    checked_at = models.DateTimeField("gecontroleerd op", default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gecontroleerd door"
    )
    answers = models.JSONField("antwoorden", default=list, help_text="Elke vraag zoals zij gesteld is, met ja of nee.")
    outcome = models.CharField("uitslag", max_length=20, choices=CheckOutcome)
    reason = models.TextField("toelichting", blank=True)
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form that it was sent with (core.once)."""

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        ordering: ClassVar[list[str]] = ["-checked_at", "-pk"]
        indexes = (models.Index(fields=("page", "-checked_at"), name="approaches_check_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=CheckOutcome.values), name="approaches_check_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=CheckOutcome.OK) | ~Q(reason=""), name="approaches_check_says_what_to_change"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_outcome_display()}"


class EvidenceQuote(models.Model):
    """A level of evidence that a recognition database gave; this site gives none."""

    page = models.ForeignKey(
        "approaches.ApproachPage", models.CASCADE, related_name="evidence_quotes", verbose_name="aanpak"
    )
    level = models.CharField(
        "niveau", max_length=150, help_text="Woordelijk zoals het daar staat, bijvoorbeeld: Goed onderbouwd."
    )
    owner = models.CharField("volgens", max_length=150, help_text="Wie gaf dit niveau: RIVM, NJi, Movisie, …")
    day = models.DateField("datum", help_text="Wanneer het niveau gegeven is.")
    url = models.URLField(
        "link",
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="De pagina waar dit staat, zodat een lezer het kan nakijken.",
    )
    quoted_at = models.DateTimeField("overgenomen op", default=timezone.now)
    quoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "bewijsniveau"
        verbose_name_plural = "bewijsniveaus"
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        constraints = (
            models.CheckConstraint(condition=~Q(level="") & ~Q(owner=""), name="approaches_evidence_is_whole"),
            on_the_web("url", "approaches_evidence_on_the_web", required=True),
        )

    def __str__(self) -> str:
        return f"{self.level} volgens {self.owner}"
