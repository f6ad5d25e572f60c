"""Fields of the intake: text is kept exactly as it was typed, or refused with a sentence (stories.rules)."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.textarea import TextareaField
from stories.models import Submission
from stories.rules import LONGEST_LINE, LONGEST_TEXT, TextRefused, accepted, accepted_line
from stories.services.telling import Told

__all__ = ["AS_CHOSEN", "NAME_ASKED", "LineField", "StepForm", "StoryField", "UntilField"]

YEARS = (("1", gettext_lazy("1 jaar")), ("2", gettext_lazy("2 jaar")), ("5", gettext_lazy("5 jaar")))
AS_CHOSEN = "zo"
UNTIL_TAKEN_BACK = ("", gettext_lazy("Tot ik het intrek"))
NAME_ASKED = gettext_lazy("Vul in welke naam erbij mag staan.")
"""To who wants a name with the story, and leaves none that a reader sees."""


class StoryField(TextareaField):
    """A text of any length that fits."""

    def __init__(self, *, longest: int = LONGEST_TEXT, rows: int = 12, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(rows=rows, attrs={"dir": "auto"}, strip=False, **kwargs)
        self.validators = []  # NUL is told by the rule, in words that help

    def validate(self, value: str) -> None:
        if self.required and not value.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        try:
            accepted(value, longest=self.longest)
        except TextRefused as refusal:
            raise ValidationError(_told(refusal, value, self.longest)) from None


class LineField(forms.CharField):
    """One line."""

    def __init__(self, *, longest: int = LONGEST_LINE, autocomplete: str = "off", **kwargs: Any) -> None:
        self.longest = longest
        widget = forms.TextInput(attrs={"autocomplete": autocomplete, "dir": "auto"})
        super().__init__(strip=True, **{"required": False, "widget": widget, **kwargs})
        self.validators = []

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            accepted_line(value, longest=self.longest)
        except TextRefused as refusal:
            raise ValidationError(_told(refusal, value, self.longest)) from None


def _as_chosen(until: date) -> str:
    # In figures: a phone cuts off what comes after some twenty signs, and the year is what matters.
    return _("Tot en met %(date)s, zoals u eerder koos") % {"date": date_format(until, "j-n-Y")}


class UntilField(forms.ChoiceField):
    """How long a yes holds: a number of years from today, until it is withdrawn, or through the day chosen before."""

    def __init__(self, chosen: date | None = None) -> None:
        """`chosen`: the last day of the yes that there is; sending the form again leaves it."""
        before = ((AS_CHOSEN, lazy(_as_chosen, str)(chosen)),) if chosen else ()
        super().__init__(
            label=gettext_lazy("Hoelang?"),
            choices=(*before, *YEARS, UNTIL_TAKEN_BACK),
            required=False,
            initial=AS_CHOSEN if chosen else "2",
        )


class StepForm(forms.Form):
    """The questions of a step: what is filled in already, and what it fills in."""

    def __init__(self, *args: Any, submission: Submission | None = None, **kwargs: Any) -> None:
        """`submission` as it is kept, for what may be asked only now, or no longer."""
        super().__init__(*args, **kwargs)
        self.submission = submission

    @classmethod
    def present(cls, submission: Submission) -> dict[str, Any]:
        """What was filled in before, as initial values."""
        raise NotImplementedError

    def told(self) -> Told:
        """What was filled in now. Call it on a valid form."""
        raise NotImplementedError


def _told(refusal: TextRefused, value: str, longest: int) -> str:
    """The refusal in the language of the visitor."""
    if len(value) > longest:
        return _("Deze tekst is te lang: %(typed)s tekens. Er passen er %(longest)s.") % {
            "typed": number_format(len(value), force_grouping=True),
            "longest": number_format(longest, force_grouping=True),
        }
    return _(str(refusal))
