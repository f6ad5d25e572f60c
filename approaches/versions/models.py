"""The versions of an approach that were on the site."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Revision

__all__ = ["PublishedVersion"]


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    """Reads of versions."""

    def of(self, page_id: int) -> "PublishedVersionQuerySet":
        """Those of one approach, the newest first."""
        return self.filter(page=page_id).order_by("-number")


class PublishedVersion(models.Model):
    """What was published at one moment, and how it differs from what was there before."""

    page = models.ForeignKey("approaches.ApproachPage", models.CASCADE, related_name="versions", verbose_name="aanpak")
    number = models.PositiveIntegerField("nummer")
    published_at = models.DateTimeField("gepubliceerd op")
    # Wagtail's revisions may be cleared out; the number, the day and the changes then remain.
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField("wat er veranderde", default=list, help_text="Zinnen voor een lezer.")
    vouched_at = models.DateTimeField(
        "door de eigenaar gepubliceerd op",
        null=True,
        help_text="Leeg wanneer een ander het publiceerde: wat de redactie verbetert, zegt een coalitie niet.",
    )
    hidden_at = models.DateTimeField("verborgen op", null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerde versie"
        verbose_name_plural = "gepubliceerde versies"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="approaches_version_number_once_per_page"),
            models.CheckConstraint(condition=Q(number__gte=1), name="approaches_version_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: versie {self.number}"

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None
