"""Which browser has a submission open, without the code and without knowing whose browser it is."""

from django.db import models

__all__ = ["TellerSession"]


class TellerSession(models.Model):
    """A key that a browser holds in its cookie opens one submission until a moment; kept as a keyed hash."""

    key_hash = models.CharField(max_length=64, unique=True)
    submission = models.ForeignKey("stories.Submission", models.CASCADE, related_name="sessions")
    ends_at = models.DateTimeField()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"sessie {self.pk}"
