"""What is asked of who takes an approach away."""

from django import forms

from approaches.retirement.models import RetirementReason

__all__ = ["RemoveForm"]

EXPLANATION_LENGTH = 2000
"""It is shown on the page that stays behind: a few paragraphs, no document."""


class RemoveForm(forms.Form):
    """Why it goes."""

    reason = forms.ChoiceField(
        label="Waarom haalt u de aanpak weg?",
        choices=[("", "Kies een reden"), *RetirementReason.choices],
        error_messages={"required": "Kies waarom u de aanpak weghaalt."},
    )
    explanation = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=EXPLANATION_LENGTH,
        help_text="Mag leeg blijven. Lezers zien dit. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
