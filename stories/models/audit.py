"""Who of the staff opened, changed or exported which submission. Ids only, and it only grows."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models

from stories.models.choices import AuditAction

__all__ = ["AuditRow"]

READING: Final = timedelta(hours=1)
"""How long somebody is at work on one submission before looking at it counts as reading it again."""


class AuditRowQuerySet(models.QuerySet["AuditRow"]):
    """Rows are added and read, nothing else."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("het logboek van inzendingen verandert niet")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("uit het logboek van inzendingen verdwijnt niets")

    def read_by_staff(self, submission: uuid.UUID) -> int:
        """How often the editors read it: "3 keer gelezen door de redactie". One query.

        What one person opens again within READING is the same reading: a page that is refreshed, or comes back with
        a fault in a form, was not read once more.
        """
        opened = self.filter(submission=submission, action=AuditAction.OPENED).order_by("at", "pk")
        times, began = 0, dict[int | None, datetime]()
        for staff_id, at in opened.values_list("staff_id", "at"):
            if staff_id not in began or at - began[staff_id] >= READING:
                began[staff_id] = at
                times += 1
        return times


class AuditRow(models.Model):
    """One act. No relations: neither erasing a story nor removing an account takes a row away."""

    submission = models.UUIDField("inzending", db_index=True)
    action = models.CharField("wat", max_length=20, choices=AuditAction)
    staff_id = models.PositiveBigIntegerField("wie", null=True)
    """The id of the user; None for the clock."""
    at = models.DateTimeField("wanneer")

    objects = AuditRowQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "handeling"
        verbose_name_plural = "handelingen"
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({self.staff_id or 'klok'})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("het logboek van inzendingen verandert niet")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("uit het logboek van inzendingen verdwijnt niets")
