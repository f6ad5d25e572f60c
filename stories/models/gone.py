"""Addresses that answer 410 from now on."""

from django.db import models

__all__ = ["GoneAddress"]


class GoneAddress(models.Model):
    """A keyed hash of the path of a page that was withdrawn. Nothing of the page, not even its address."""

    path_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"adres {self.pk}"
