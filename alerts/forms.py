"""The forms in which somebody keeps a search."""

from django import forms

from alerts.models import Frequency
from core.once import OnceField

__all__ = ["KeepForm", "KeepWithAddressForm"]


class KeepForm(forms.Form):
    """How often to hear, for who has an account."""

    once = OnceField()
    frequency = forms.ChoiceField(
        label="Hoe vaak wilt u e-mail?",
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak u e-mail wilt.", "invalid_choice": "Kies een van de twee."},
    )


class KeepWithAddressForm(KeepForm):
    """And where to, for who has none."""

    address = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="We gebruiken het alleen hiervoor. Stopt u, dan wissen we het.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "max_length": "Dit e-mailadres is te lang.",
            "invalid": "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl.",
        },
    )
    field_order = ("address", "frequency")
