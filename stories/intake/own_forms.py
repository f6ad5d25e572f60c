"""The forms of the page behind the code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stories.intake.fields import StoryField
from stories.intake.prompts import translated
from stories.models import Reply
from stories.services.reviewing import LONGEST_MESSAGE

__all__ = ["AnswerForm", "ReplyForm", "WithdrawForm"]


class AnswerForm(forms.Form):
    """Something that the teller writes back."""

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


class WithdrawForm(forms.Form):
    """One tick and one button, as giving consent took."""

    sure = forms.BooleanField(
        label=_("Ja, wis mijn verhaal. Ik weet dat het dan weg is."),
        error_messages={"required": _("Zet een vinkje als u uw verhaal wilt wissen.")},
    )
