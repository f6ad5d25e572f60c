"""Forms of the admin around the marks, versions and retirement of an approach."""

from typing import Any

from django import forms

from approaches.confirmation.forms import RemoveForm
from approaches.marks.models import CheckOutcome, EvidenceQuote
from approaches.marks.rules import CHECKLIST
from approaches.models import ApproachPage
from core.ids import BoundedMultipleChoiceField
from core.once import OnceField
from core.textarea import TextareaField

__all__ = ["CheckForm", "EvidenceForm", "RetireForm"]

REASON_LENGTH = 2000
MOST_SUCCESSORS = 5
YES, NO = "ja", "nee"


class CheckForm(forms.Form):
    """The checklist, each question with yes or no, and how the check ended."""

    outcome = forms.ChoiceField(label="Uitslag", choices=CheckOutcome, widget=forms.RadioSelect)
    reason = TextareaField(
        label="Toelichting",
        required=False,
        max_length=REASON_LENGTH,
        rows=4,
        help_text="Wat moet er anders? Verplicht als het eerst aangepast moet worden.",
    )
    once = OnceField()
    field_order = (*(question.key for question in CHECKLIST), "outcome", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in CHECKLIST:
            self.fields[question.key] = forms.ChoiceField(
                label=question.text, choices=[(YES, "Ja"), (NO, "Nee")], widget=forms.RadioSelect
            )
        self.order_fields(self.field_order)

    @property
    def answers(self) -> dict[str, bool]:
        """The answers by the key of the question."""
        return {question.key: self.cleaned_data[question.key] == YES for question in CHECKLIST}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == CheckOutcome.NEEDS_CHANGE and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Schrijf op wat er anders moet.")
        if outcome == CheckOutcome.OK and any(cleaned.get(question.key) == NO for question in CHECKLIST):
            self.add_error("outcome", "Een van de antwoorden is nee. Dan is de uitslag: eerst aanpassen.")
        return cleaned


class EvidenceForm(forms.ModelForm):
    """A level as a recognition database gave it: all four, or it is not quoted."""

    url = forms.URLField(
        label="Link",
        max_length=500,
        assume_scheme="https",
        help_text="De pagina waar dit staat, zodat een lezer het kan nakijken.",
    )

    class Meta:
        model = EvidenceQuote
        fields = ("level", "owner", "day", "url")
        widgets = {"day": forms.DateInput(attrs={"type": "date"})}


class RetireForm(RemoveForm):
    """Why it goes, and which approaches go on from there."""

    successors: Any = BoundedMultipleChoiceField(
        label="Kijk verder bij",
        queryset=ApproachPage.objects.none(),
        required=False,
        help_text="Welke aanpakken kwamen ervoor in de plaats? U kunt er meer kiezen.",
    )

    def __init__(self, *args: Any, page: ApproachPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only what everybody may see: the page that stays behind names them.
        offered = ApproachPage.objects.public().exclude(pk=page.pk).order_by("title")
        self.fields["successors"].queryset = offered  # type: ignore[attr-defined]  # of this kind of field

    def clean_successors(self) -> list[ApproachPage]:
        chosen = list(self.cleaned_data["successors"])
        if len(chosen) > MOST_SUCCESSORS:
            raise forms.ValidationError(f"Kies er hoogstens {MOST_SUCCESSORS}.")
        return chosen
