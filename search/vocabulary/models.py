"""The vocabulary as editors keep it, and the row that tells every process that it changed."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

from search.vocabulary.checking import problems
from search.vocabulary.entries import Entry, Kind, split_terms

__all__ = ["SeedLine", "VocabularyRule", "VocabularyVersion"]


class VocabularyRule(models.Model):
    """One rule: terms that mean the same, what everyday words come down to, related terms, or a name."""

    kind = models.CharField("soort", max_length=12, choices=Kind.choices, default=Kind.SYNONYMS)
    said = models.TextField("termen", help_text="Eén term per regel.")
    means = models.TextField("betekent ook", blank=True, default="", help_text="Eén term per regel.")
    reason = models.CharField(
        "waarom",
        max_length=200,
        blank=True,
        default="",
        help_text="Voor uw collega’s: waar komt deze regel vandaan? Bezoekers zien dit niet.",
    )
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

    class Meta:
        verbose_name = "regel van de woordenlijst"
        verbose_name_plural = "woordenlijst"
        ordering = ("said", "pk")

    def __str__(self) -> str:
        return self.entry.text

    @property
    def entry(self) -> Entry:
        """The rule as the search reads it."""
        kind = Kind(self.kind)
        return Entry(kind, split_terms(self.said), split_terms(self.means) if kind.has_means else ())

    def clean(self) -> None:
        """Refuse what can't be looked up, and what contradicts another rule; what was so already is left alone."""
        super().clean()
        if self.kind not in Kind.values:
            return
        self.said = "\n".join(self.entry.said)
        self.means = "\n".join(self.entry.means)
        rows = VocabularyRule.objects.exclude(pk=self.pk)
        before = VocabularyRule.objects.filter(pk=self.pk).first() if self.pk else None
        found = problems(self.entry, [row.entry for row in rows], before.entry if before else None)
        if found:
            raise ValidationError(dict(found))


class SeedLine(models.Model):
    """A rule of the files that was brought in once; without `rule` an editor took it away, and it stays away."""

    fingerprint = models.CharField(max_length=64, unique=True)
    rule = models.ForeignKey(VocabularyRule, null=True, on_delete=models.SET_NULL, related_name="seeds")

    def __str__(self) -> str:
        return self.fingerprint


class VocabularyVersion(models.Model):
    """One row whose value is another after every change of the vocabulary, or of what stands where for a question."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_vocabulary_version")]

    def __str__(self) -> str:
        return str(self.value)
