"""Rows of an approach: who pays for it, and where more about it stands."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from approaches.models.choices import FundingSource
from approaches.rules import euro_range
from core.addresses import on_the_web
from core.fields import validate_partial_date
from core.partial_date import PartialDate

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Funding", "Source"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No approach of this programme began before its forerunners; a typing error such as 202 is refused."""


class Funding(Orderable):
    """One who pays for an approach: how much, for what, until when."""

    page = ParentalKey("approaches.ApproachPage", on_delete=models.CASCADE, related_name="funding")
    source = models.CharField("wie betaalt", max_length=20, choices=FundingSource, help_text="De wet of regeling.")
    amount_from = models.PositiveIntegerField(
        "bedrag vanaf", null=True, blank=True, help_text="In hele euro's per jaar; een schatting mag."
    )
    amount_to = models.PositiveIntegerField(
        "bedrag tot", null=True, blank=True, help_text="Leeg als u één bedrag weet."
    )
    purpose = models.CharField("waarvoor", max_length=200, blank=True, help_text="Waar gaat het geld naartoe?")
    is_structural = models.BooleanField(
        "structureel", default=False, help_text="Aanvinken als het geld er elk jaar weer is."
    )
    until = models.CharField(
        "tot wanneer",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Zo precies als bekend: 2026 of 2026-12.",
    )

    class Meta(Orderable.Meta):
        verbose_name = "financiering"
        verbose_name_plural = "financiering"
        constraints = (
            models.CheckConstraint(
                condition=Q(source__in=FundingSource.values), name="approaches_funding_source_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_from__isnull=True) | Q(amount_to__isnull=True) | Q(amount_from__lte=F("amount_to")),
                name="approaches_funding_range_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.source_label

    def clean(self) -> None:
        if self.amount_from is not None and self.amount_to is not None and self.amount_from > self.amount_to:
            raise ValidationError({"amount_to": "Het hoogste bedrag is lager dan het laagste."})

    @property
    def source_label(self) -> str:
        return FundingSource(self.source).label if self.source else ""

    @property
    def amount(self) -> str:
        """The range as a reader sees it; "" when no amount is known."""
        return euro_range(self.amount_from, self.amount_to)

    @property
    def duration(self) -> str:
        """Whether it stays, or until when; "" when neither is known."""
        until = f"tot en met {PartialDate.parse(self.until).display()}" if self.until else ""
        if self.is_structural:
            return f"structureel, afgesproken {until}" if until else "structureel"
        return until and f"tijdelijk, {until}"


class Source(Orderable):
    """A report, evaluation or other text about an approach, on the web or not."""

    page = ParentalKey("approaches.ApproachPage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField("titel", max_length=255, help_text="Hoe heet het stuk, en van wie is het?")
    url = models.URLField(
        "adres",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Als het op internet staat, beginnend met https://",
    )
    year = models.PositiveSmallIntegerField(
        "jaar",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Het jaar, bijvoorbeeld 2024.",
    )
    is_evaluation = models.BooleanField(
        "dit is een evaluatie", default=False, help_text="Aanvinken als iemand keek of het werkt."
    )

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        constraints = (
            on_the_web("url", "approaches_source_on_the_web"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="approaches_source_in_a_year",
            ),
        )

    def __str__(self) -> str:
        return self.title
