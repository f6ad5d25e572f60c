"""A conversation with several people in which stories were told."""

from django.db import models

__all__ = ["FocusGroup"]


class FocusGroup(models.Model):
    """When, where and about what; how many took part and who led it. Never who took part."""

    date = models.DateField("datum")
    place = models.CharField("waar", max_length=100)
    municipality = models.ForeignKey("places.Municipality", models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.ForeignKey("themes.Theme", models.SET_NULL, null=True, blank=True, related_name="+")
    participants = models.PositiveSmallIntegerField("aantal deelnemers")
    facilitator = models.CharField("gespreksleider", max_length=100)
    created_by = models.PositiveBigIntegerField(editable=False)
    is_example = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    wagtail_reference_index_ignore = True  # of what was told no trace anywhere else

    class Meta:
        verbose_name = "focusgroep"
        verbose_name_plural = "focusgroepen"
        default_permissions = ()
        ordering = ("-date", "-pk")

    def __str__(self) -> str:
        return f"{self.place}, {self.date:%d-%m-%Y}"
