"""How often something was asked in vain, per day; and what editors did about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["AskedInVain", "HandledQuestion", "Handling"]

MAX_LENGTH = 120
"""Characters of a question that is counted: a long sentence. What is longer is no question, or somebody's story."""


class AskedInVain(models.Model):
    """A cleaned question on one day: how often, and what the site did with it the last time."""

    day = models.DateField()
    question = models.CharField(max_length=MAX_LENGTH)
    count = models.PositiveIntegerField(default=1)
    partial = models.PositiveIntegerField(default=0)
    """Results with a part of the words."""
    corrected = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    """The words that were looked for in place of mistyped ones."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "question"], name="one_count_per_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.question}"


class Handling(models.TextChoices):
    SYNONYM = "synonym", "Woordenlijst aangevuld"
    CALL = "call", "Oproep gedaan"
    DISMISSED = "dismissed", "Weggelegd"


class HandledQuestion(models.Model):
    """What an editor did about a question; it goes when nobody asks that any more."""

    question = models.CharField(max_length=MAX_LENGTH, unique=True)
    how = models.CharField(max_length=10, choices=Handling.choices)
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.question
