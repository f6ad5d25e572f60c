"""A picture that somebody sent along."""

import uuid

from django.db import models

from core.models import PeopleInPicture
from stories.keeping.encryption import EncryptedTextField

__all__ = ["SubmissionFile"]


class SubmissionFile(models.Model):
    """Made anew, without metadata, encrypted, outside the media root (stories.keeping.files). Its name is `uid`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="files")
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField("grootte in bytes")
    alt = EncryptedTextField("wat is er te zien", blank=True)
    credit = EncryptedTextField("maker", blank=True)
    people = models.CharField("mensen op de foto", max_length=20, choices=PeopleInPicture, blank=True)
    child = models.BooleanField("een kind is te herkennen", default=False)
    at = models.DateTimeField("wanneer")

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "foto bij een inzending"
        verbose_name_plural = "foto's bij inzendingen"
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"foto {self.pk}"
