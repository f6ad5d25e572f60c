"""Cards that were made, so that none is made twice."""

from django.db import models
from django.utils import timezone

__all__ = ["StoredCard"]


class StoredCard(models.Model):
    """The last card of an approach. In the database, so that it goes with its page and stays on no disk."""

    page = models.OneToOneField("approaches.ApproachPage", models.CASCADE, primary_key=True, related_name="card")
    digest = models.CharField(max_length=64, help_text="Van alles wat op de kaart staat.")
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pdf-kaart"
        verbose_name_plural = "pdf-kaarten"

    def __str__(self) -> str:
        return str(self.page_id)
