"""Forms of the toolbox in the admin."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from core.ids import BoundedMultipleChoiceField
from places.models import Region, RegionLayer

__all__ = ["SupportOfferForm"]


class RegionsField(BoundedMultipleChoiceField):
    """Regions to tick, each with its layer: a province and a care office region may have one name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({RegionLayer(obj.layer).label})"


class SupportOfferForm(WagtailAdminModelForm):
    regions = RegionsField(
        Region.objects.all(), required=False, label="Regio’s", help_text="Geen aangevinkt: heel Nederland."
    )
