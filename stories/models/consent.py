"""What somebody said yes or no to."""

from typing import Final

from django.db import models
from django.db.models import Q

from stories.models.choices import Purpose

__all__ = ["ENDLESS", "Consent"]

ENDLESS: Final = (Purpose.DRAFT, Purpose.READ)
"""Purposes without a last day of their own: the rest can't be done without them."""
UNITS: Final = {"drafts": "dagen", "contact": "dagen", "unpublished": "maanden"}
"""What the numbers in a version count (stories.keeping.terms)."""


class Consent(models.Model):
    """One answer for one purpose. A later answer is a row of its own; the one before then has `withdrawn_at`."""

    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="consents")
    purpose = models.CharField("waarvoor", max_length=20, choices=Purpose)
    given = models.BooleanField("ja")
    named = models.BooleanField("met naam", default=False)
    """Only for Purpose.PUBLISH: whether the name may stand with it."""
    until = models.DateField("tot en met", null=True, blank=True)
    """The last day it holds, in Amsterdam; None: until it is withdrawn."""
    text_version = models.CharField("versie van de tekst", max_length=20)
    at = models.DateTimeField("wanneer")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    warned_at = models.DateTimeField("gewaarschuwd", null=True, blank=True)
    """When the teller was told that it is about to end."""

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "purpose"),
                condition=Q(withdrawn_at__isnull=True),
                name="stories_consent_one_answer_at_a_time",
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="stories_consent_purpose_known"),
            models.CheckConstraint(
                condition=Q(named=False) | Q(purpose=Purpose.PUBLISH, given=True),
                name="stories_consent_named_here_only",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=ENDLESS) | Q(until__isnull=True), name="stories_consent_reading_has_no_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {'ja' if self.given else 'nee'}"

    @property
    def version_in_words(self) -> str:
        """The version with what was promised in it, for a reader: "2026-12, 7 dagen"."""
        version, *promised = self.text_version.split()
        numbers = (term.partition("=") for term in promised)
        return ", ".join((version, *(f"{number} {UNITS.get(name, name)}" for name, _, number in numbers)))
