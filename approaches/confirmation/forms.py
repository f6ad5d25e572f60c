"""What is asked of who takes an approach away."""

from typing import Any

from django import forms

from approaches.models import ApproachPage
from approaches.retirement.models import RetirementReason
from core.ids import BoundedChoiceField
from core.textarea import TextareaField

__all__ = ["LinkRemoveForm", "RemoveForm"]

EXPLANATION_LENGTH = 2000
"""It is shown on the page that stays behind: a few paragraphs, no document."""


class RemoveForm(forms.Form):
    """Why it goes."""

    reason = forms.ChoiceField(
        label="Waarom haalt u de aanpak weg?",
        choices=[("", "Kies een reden"), *RetirementReason.choices],
        error_messages={"required": "Kies waarom u de aanpak weghaalt."},
    )
    explanation = TextareaField(
        label="Toelichting",
        required=False,
        max_length=EXPLANATION_LENGTH,
        help_text="Mag leeg blijven. Lezers zien dit. Noem geen namen.",
        rows=4,
    )


class LinkRemoveForm(RemoveForm):
    """What the link of the mail asks: what follows is one of the same coalition, since nobody is logged in."""

    successor: Any = BoundedChoiceField(
        ApproachPage.objects.none(),
        label="Waar kunnen lezers verder kijken?",
        required=False,
        empty_label="Nergens, of ergens anders",
        error_messages={"invalid_choice": "Deze aanpak staat niet meer op de site. Kies een andere."},
    )

    def __init__(self, *args: Any, page: ApproachPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = ApproachPage.objects.public().sibling_of(page, inclusive=False).order_by("title")
        self.fields["successor"].queryset = beside  # type: ignore[attr-defined]  # of this kind of field

    @property
    def successors(self) -> list[ApproachPage]:
        """None or one."""
        chosen = self.cleaned_data["successor"]
        return [chosen] if chosen else []
