"""The forms of the page behind the code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.once import OnceField
from stories.intake.fields import StoryField
from stories.intake.prompts import translated
from stories.models import Reply
from stories.services.reviewing import LONGEST_MESSAGE

__all__ = ["AnswerForm", "ReplyForm", "WithdrawForm"]


class AnswerForm(forms.Form):
    """Something that the teller writes back."""

    once = OnceField()
    text = StoryField(
        label=_("Uw bericht"),
        longest=LONGEST_MESSAGE,
        rows=4,
        error_messages={"required": _("Schrijf uw antwoord op.")},
    )


class ReplyForm(forms.Form):
    """Yes, change or no to the edited text."""

    reply = forms.ChoiceField(
        label=_("Wat vindt u van deze tekst?"),
        choices=lambda: translated(Reply.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord.")},
    )
    remark = StoryField(label=_("Wat wilt u anders?"), longest=LONGEST_MESSAGE, rows=4, required=False)
    proposal = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Who wants something else says what: else the editors have nothing to go by."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("reply") == Reply.CHANGE and "remark" in data and not data["remark"].strip():
            self.add_error("remark", _("Schrijf op wat u anders wilt."))
        return data


class WithdrawForm(forms.Form):
    """One tick and one button, as giving consent took."""

    sure = forms.BooleanField(
        label=_("Ja, wis mijn verhaal. Ik weet dat het dan weg is."),
        error_messages={"required": _("Zet een vinkje als u uw verhaal wilt wissen.")},
    )
