"""A conversation with several people in which stories were told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

__all__ = ["FocusGroup"]


def held_already(day: date) -> None:
    """Raise ValidationError for a conversation that is still to come: nothing was told in it."""
    if day > timezone.localdate():
        raise ValidationError("Deze dag moet nog komen.")


class FocusGroup(models.Model):
    """When, where and about what; how many took part and who led it. Never who took part."""

    date = models.DateField("datum", validators=[held_already])
    place = models.CharField("waar", max_length=100)
    municipality = models.ForeignKey("places.Municipality", models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.ForeignKey("themes.Theme", models.SET_NULL, null=True, blank=True, related_name="+")
    participants = models.PositiveSmallIntegerField("aantal deelnemers", validators=[MinValueValidator(1)])
    facilitator = models.CharField("gespreksleider", max_length=100)
    form_mark = models.UUIDField(unique=True, null=True, editable=False)
    """Of the form that it was sent with (stories.services.once)."""
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
