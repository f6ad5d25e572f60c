"""The form in which an approach is written, and its own kinds of field."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from approaches.querysets import BuildingBlockQuerySet
from coalitions.forms import PublishablePageForm

__all__ = ["ApproachForm", "BlockAddressField", "CalmRadioSelect"]

NO_LONGER_PUBLIC = "een bouwsteen die niet meer openbaar is"


class CalmRadioSelect(forms.RadioSelect):
    """All choices in sight; that nothing is chosen yet is said in words."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().create_option(name, value, label if value else "Nog niet gezegd", *args, **kwargs)


class BlockAddressField(forms.ModelChoiceField):
    """A building block by its web address, as it stands above its page: no list of thousands to search in.

    Until `limit()` says for whom it is, it knows public blocks only. A block that somebody may not choose is
    refused in the same words as one that doesn't exist.
    """

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": "Op dit adres staat geen bouwsteen die u kunt kiezen. Open de bouwsteen en kopieer het adres."
    }
    offered: BuildingBlockQuerySet | None = None
    kept: int | None = None

    def limit(self, user: Any, kept: int | None) -> None:
        """Offer what this user may choose. `kept` is the id that was chosen before, which may stay."""
        self.offered = self._blocks.offered_to(user)
        self.kept = kept

    @property
    def _blocks(self) -> BuildingBlockQuerySet:
        return cast(BuildingBlockQuerySet, self.queryset)

    def _offered(self) -> BuildingBlockQuerySet:
        # Not `or`: whether a queryset is empty is told by reading all of it.
        return self._blocks.public() if self.offered is None else self.offered

    def prepare_value(self, value: Any) -> Any:
        """The address of a stored block; what somebody typed stays as it is."""
        if not isinstance(value, int):
            return getattr(value, "url", value)
        found = self._offered().filter(pk=value).select_related("page").first()
        return found.url if found else NO_LONGER_PUBLIC

    def clean(self, value: Any) -> Any:
        address = str(value or "").strip()
        if not address:
            return None
        if address == NO_LONGER_PUBLIC and self.kept:
            return self._blocks.filter(pk=self.kept).first()
        found = self._offered().at(address).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class ApproachForm(PublishablePageForm):
    """Knows who writes, so that blocks are taken from what they may see."""

    asks: ClassVar[Mapping[str, str]] = {
        "title": "Geef de aanpak een titel.",
        "summary": "Schrijf in één zin wat u doet.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in self.formsets["building_blocks"].forms if "building_blocks" in self.formsets else ():
            if "taken_from" in form.fields:
                form.fields["taken_from"].limit(self.for_user, form.initial.get("taken_from"))
