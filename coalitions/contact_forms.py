"""The form under "Stel een vraag": no account, no address shown, and a little work for who sends by the thousand."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from core.text import one_way, shows
from core.textarea import TextareaField

__all__ = ["ContactForm"]

LONGEST: Final = 5_000
"""Characters; two pages of text."""
SALT: Final = "coalitions.contact"
SOONEST: Final = timedelta(seconds=3)
"""Nobody writes a question and two fields in less; most machines do."""
LATEST: Final = timedelta(days=1)
"""A page that was open longer is asked to send again, with its text kept."""
TRAPPED: Final = (
    "Uw vraag is nog niet verstuurd: een veld dat niemand ziet, was toch ingevuld, misschien door uw browser. "
    "Wij maakten het leeg. Verstuur uw vraag nog een keer."
)
"""Most are machines, but a browser that fills in forms for somebody does it too: their question isn't thrown away."""


class ContactForm(forms.Form):
    """A question to who is behind a page."""

    name = forms.CharField(
        label="Uw naam",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Vul uw naam in."},
    )
    address = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        help_text="Daar komt het antwoord. Het gaat naar degene die u iets vraagt en verder naar niemand.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl.",
        },
    )
    text = TextareaField(
        label="Uw vraag",
        max_length=LONGEST,
        rows=8,
        help_text="Noem geen namen of andere gegevens van ouders of kinderen.",
        error_messages={
            "required": "Schrijf uw vraag op.",
            "max_length": f"Uw vraag is te lang. Er passen {LONGEST} tekens in.",
        },
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    """Out of sight (templates/coalitions/contact.html): who fills this in is no person, or a helpful browser."""
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    """When the form was shown, signed, and different each time: so one form is sent once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started"].initial = _stamp

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """What a person fills in."""
        return [self[name] for name in ("name", "address", "text")]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not shows(name):
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return one_way(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        problem = TRAPPED if given.get("website") else _problem_with(str(given.get("started", "")))
        if problem:  # not the error of its own field, which nobody sees
            mended = {self.add_prefix("started"): _stamp(), self.add_prefix("website"): ""}
            self.data = {**{name: self.data[name] for name in self.data}, **mended}  # sending once more mends it
            raise ValidationError(problem)
        return cleaned


def _problem_with(stamp: str) -> str:
    """What is wrong with when the form was shown; "" when nothing is."""
    try:
        _stamped(stamp, max_age=LATEST)
    except signing.BadSignature:
        return "Deze pagina stond te lang open. Verstuur uw vraag nog een keer."
    try:
        _stamped(stamp, max_age=SOONEST)
    except signing.SignatureExpired:
        return ""
    return "Dat ging wel heel snel. Wacht even en verstuur uw vraag nog een keer."


def _stamp() -> str:
    return signing.TimestampSigner(salt=SALT).sign(get_random_string(12))


def _stamped(value: str, *, max_age: timedelta) -> str:
    return signing.TimestampSigner(salt=SALT).unsign(value, max_age=max_age)
