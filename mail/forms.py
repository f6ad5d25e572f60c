"""The form in which somebody chooses which mail they get."""

from django import forms

from mail.models import Wish

__all__ = ["PreferenceForm"]


class PreferenceForm(forms.Form):
    """One question with three answers."""

    wish = forms.ChoiceField(
        label="Welke e-mail wilt u krijgen?",
        choices=Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welke e-mail u wilt krijgen.", "invalid_choice": "Kies een van de drie."},
    )
