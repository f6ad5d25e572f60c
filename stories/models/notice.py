"""What editors have to know of a story that was erased: where it had gone. Nothing of the story itself."""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils import timezone

__all__ = ["ErasureNotice"]

SHOWN: Final = timedelta(days=30)
"""How long editors see it: time to ask who took a table along to throw it away."""


class ErasureNoticeQuerySet(models.QuerySet["ErasureNotice"]):
    """Reads of notices."""

    def recent(self, now: datetime) -> "ErasureNoticeQuerySet":
        return self.filter(at__gte=now - SHOWN)


class ErasureNotice(models.Model):
    """That a published story was erased, which exports of before may hold it, and which approaches showed it."""

    at = models.DateTimeField("wanneer")
    exports = models.JSONField("exports waar het in kan staan", default=list)
    """Ids of core.models.ExportLog."""
    approaches = models.JSONField("aanpakken waar het bij stond", default=list)
    """Ids of pages."""

    objects = ErasureNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht van intrekken"
        verbose_name_plural = "berichten van intrekken"
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"ingetrokken op {timezone.localtime(self.at):%d-%m-%Y}"
