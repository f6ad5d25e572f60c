"""The form with which a coordinator invites somebody."""

from django import forms

from core.once import OnceField

__all__ = ["InviteForm"]

MEMBER, COORDINATOR = "lid", "coordinator"


class InviteForm(forms.Form):
    """An address, and as what."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="De uitnodiging werkt alleen voor dit adres.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul het e-mailadres in van wie u uitnodigt.",
            "invalid": "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl.",
        },
    )
    role = forms.ChoiceField(
        label="Wat mag deze persoon?",
        choices=[
            (MEMBER, "Lid: schrijven en indienen"),
            (COORDINATOR, "Coördinator: ook publiceren en mensen uitnodigen"),
        ],
        initial=MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies lid of coördinator.", "invalid_choice": "Kies lid of coördinator."},
    )

    once = OnceField()

    @property
    def as_coordinator(self) -> bool:
        return bool(self.cleaned_data["role"] == COORDINATOR)
