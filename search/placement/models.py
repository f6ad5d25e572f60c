"""A result that editors gave a place of its own for one question."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from search.analysis.tokens import tokens
from search.placement.rules import words_in
from search.vocabulary import rules
from search.vocabulary.dropped import says_nothing

__all__ = ["PlacedResult", "Where"]

MOST_ON_TOP = 5
"""Results at the top of one question: more is a list of one's own, and pushes away what was found."""


class Where(models.TextChoices):
    TOP = "top", "Bovenaan"
    HIDDEN = "hidden", "Verborgen"


class PlacedResult(models.Model):
    """One document at the top of the results of a question, or kept out of them."""

    question = models.CharField(
        "zoekvraag",
        max_length=250,
        help_text="Geldt voor elke vraag met dezelfde woorden: ook in het meervoud, of in een andere volgorde.",
    )
    type = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField("resultaat", max_length=255)
    where = models.CharField("waar", max_length=8, choices=Where.choices, default=Where.TOP)
    position = models.PositiveSmallIntegerField(
        "volgorde", default=1, help_text="Bij meer dan één bovenaan: het laagste getal staat eerst."
    )
    reason = models.CharField(
        "waarom", max_length=200, blank=True, default="", help_text="Voor uw collega’s. Bezoekers zien dit niet."
    )
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

    class Meta:
        verbose_name = "plek in de resultaten"
        verbose_name_plural = "bovenaan en verborgen"
        ordering = ("question", "where", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "type", "object_id"], name="one_place_per_question")
        ]

    def __str__(self) -> str:
        # Without the title: Wagtail's log keeps this, and would outlive a story that is erased.
        return f"“{self.question}”: {self.where_in_words.lower()}"

    @property
    def where_in_words(self) -> str:
        """ "Bovenaan, als 2e" or "Verborgen" """
        return "Verborgen" if self.where == Where.HIDDEN else f"Bovenaan, als {self.position}e"

    @property
    def key(self) -> str:
        """The document's key: "type:pk"."""
        return f"{self.type}:{self.object_id}"

    def clean(self) -> None:
        super().clean()
        self.question = " ".join(self.question.split())
        if not tokens(self.question):
            raise ValidationError({"question": "Hierin staat geen woord waarop iemand kan zoeken."})
        if says_nothing(self.question):
            raise ValidationError({"question": "Hierin staan alleen kleine woorden, zoals “de”. Waar gaat het om?"})
        if self.position is not None and self.position < 1:
            raise ValidationError({"position": "Het laagste getal is 1."})
        same = self._same_question()
        if any(row.key == self.key for row in same):
            raise ValidationError("Dit resultaat heeft bij deze zoekvraag al een plek. Pas die aan.")
        if self.where == Where.TOP and sum(row.where == Where.TOP for row in same) >= MOST_ON_TOP:
            raise ValidationError(f"Bij deze zoekvraag staan er al {MOST_ON_TOP} bovenaan. Haal er eerst een weg.")

    def _same_question(self) -> list["PlacedResult"]:
        """The other rows for a question with the same words."""
        words = words_in(self.question, rules())
        return [row for row in PlacedResult.objects.exclude(pk=self.pk) if words_in(row.question, rules()) == words]
