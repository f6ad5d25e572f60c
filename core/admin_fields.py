"""Which form fields the admin uses for relations: those that know how long an id can be (core.ids)."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms.models import register_form_field_override, registry

from core.ids import BoundedChoiceField, BoundedMultipleChoiceField

__all__ = ["register"]


def register() -> None:
    """For these kinds of fields alone: those that inherit from them may have a form field of their own."""
    for kind in (models.ForeignKey, models.OneToOneField):
        register_form_field_override(kind, override=_of_one, exact_class=True)
    for several in (models.ManyToManyField, ParentalManyToManyField):
        register_form_field_override(several, override={"form_class": BoundedMultipleChoiceField}, exact_class=True)


def _of_one(field: models.ForeignKey[Any, Any]) -> dict[str, Any]:
    """With the chooser that Wagtail has for what it points to."""
    return {"form_class": BoundedChoiceField, **(registry.foreign_key_lookup(field) or {})}
