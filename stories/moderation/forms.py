"""The forms of one submission. Each has a prefix: several stand on one page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from coalitions.models import CoalitionPage
from core.ids import BoundedChoiceField, BoundedMultipleChoiceField
from core.once import OnceField
from core.textarea import TextareaField
from stories.models import StoryIndexPage, Submission, SubmissionFile
from stories.models.choices import Language, Placing
from stories.rules import CHECKLIST, LONGEST_LINE, LONGEST_TEXT
from stories.services.publishing import Placement
from stories.services.reviewing import LONGEST_MESSAGE, LONGEST_SUMMARY, Edited
from themes.models import Theme

__all__ = ["ApproveForm", "AskForm", "DeclineForm", "EditForm", "PublishForm", "TakeOffForm", "UrgentForm"]

INDEX = "landelijk"
NO_THEME = "Zonder thema vinden lezers dit verhaal alleen op woorden."
NO_SUMMARY = "Zonder ‘In het kort’ staat er in lijsten niets onder de titel."


class Titled(forms.Form):
    """A form that says of itself what it is for, so that a page with several can say which one has a fault."""

    use_required_attribute = False


class AskForm(Titled):
    """A question to the teller."""

    prefix = "vraag"
    once = OnceField()
    text = TextareaField(
        label="Uw vraag aan de verteller",
        help_text="De verteller leest dit op de pagina van de code. Vraag niet naar namen.",
        max_length=LONGEST_MESSAGE,
        rows=3,
        error_messages={"required": "Schrijf uw vraag op."},
    )


class UrgentForm(Titled):
    """Whether it has to be read first: a button that says the other than what it is."""

    prefix = "dringend"
    urgent = forms.ChoiceField(choices=(("ja", "Ja"), ("nee", "Nee")), widget=forms.HiddenInput)


class PictureField(BoundedChoiceField):
    """One of the pictures that a teller sent along, by what is to be seen on it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"Foto {obj.pk}: {obj.alt or 'zonder beschrijving'}"


class EditForm(Titled):
    """The text as editors would publish it. `version`: of the submission when it was read."""

    prefix = "tekst"
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Titel", max_length=LONGEST_LINE, error_messages={"required": "Geef het verhaal een titel."}
    )
    summary = forms.CharField(
        label="In het kort", help_text="Eén zin voor de lijsten.", max_length=LONGEST_SUMMARY, required=False
    )
    text = TextareaField(
        label="Verhaal",
        max_length=LONGEST_TEXT,
        strip=False,
        rows=18,
        error_messages={"required": "Schrijf het verhaal op zoals u het wilt plaatsen."},
    )
    language = forms.ChoiceField(
        label="In welke taal is deze tekst?",
        help_text="Zo leest een voorleesstem het goed voor, en staat Arabisch van rechts naar links.",
        choices=Language,
        required=False,
    )

    picture = PictureField(
        SubmissionFile.objects.none(),
        label="Foto bij het verhaal",
        help_text="De verteller en een tweede redacteur zeggen ja tegen de tekst met deze foto.",
        required=False,
        empty_label="Geen foto",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, submission: Submission, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if submission.files.exists():
            self.fields["picture"].queryset = submission.files.all()  # type: ignore[attr-defined]
        else:
            del self.fields["picture"]

    @property
    def edited(self) -> Edited:
        values = self.cleaned_data
        picture = values.get("picture")
        language = Language(values["language"] or Language.DUTCH)
        return Edited(values["title"], values["text"], values["summary"], picture.pk if picture else None, language)


class ApproveForm(Titled):
    """The checklist: each line was looked at."""

    prefix = "besluit"
    version = forms.IntegerField(widget=forms.HiddenInput)
    checked = forms.MultipleChoiceField(
        label="Ik heb gekeken", choices=list(CHECKLIST.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    @property
    def checklist(self) -> Mapping[str, bool]:
        return {key: key in self.cleaned_data["checked"] for key in CHECKLIST}


class ReasonForm(Titled):
    """Why a story isn't on the site, or no longer; its teller reads it. `asked` and `needed` are said by each kind."""

    asked: ClassVar[str]
    needed: ClassVar[str]
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = TextareaField(
        help_text="De verteller leest dit op de pagina van de code. Wees vriendelijk en duidelijk.",
        max_length=LONGEST_MESSAGE,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = self.asked
        self.fields["reason"].error_messages["required"] = self.needed


class DeclineForm(ReasonForm):
    """Why a story isn't published."""

    prefix = "niet"
    asked = "Waarom niet"
    needed = "Schrijf op waarom het verhaal niet geplaatst wordt."


class TakeOffForm(ReasonForm):
    """Why a story leaves the site."""

    prefix = "weg"
    asked = "Waarom gaat het van de site"
    needed = "Schrijf op waarom het verhaal van de site gaat."


class PublishForm(Titled):
    """Where it will stand and what it is about."""

    prefix = "plaatsen"
    version = forms.IntegerField(widget=forms.HiddenInput)
    parent = forms.ChoiceField(label="Waar komt het te staan?", widget=forms.RadioSelect)
    themes = BoundedMultipleChoiceField(
        Theme.objects.all(),
        label="Thema’s",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    approaches = BoundedMultipleChoiceField(
        Theme.objects.none(), label="Gaat over deze aanpakken", required=False, widget=forms.CheckboxSelectMultiple
    )
    anyway = forms.BooleanField(label="Plaats het verhaal toch zo", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        submission: Submission,
        approaches: QuerySet[Any],
        themes: Sequence[Theme] = (),
        summary: str = "",
    ) -> None:
        """`approaches` are those to choose from, `themes` what the text seems to be about. `summary`: of the text."""
        super().__init__(data, initial={"themes": list(themes), "parent": INDEX, "version": submission.version})
        self.coalitions = {str(coalition.pk): coalition for coalition in _coalitions(submission)}
        places = [(key, coalition.title) for key, coalition in self.coalitions.items()]
        self.fields["parent"].choices = [(INDEX, "Bij de verhalen, landelijk"), *places]  # type: ignore[attr-defined]
        self.fields["approaches"].queryset = approaches  # type: ignore[attr-defined]
        self.has_summary = bool(summary)

    def clean(self) -> dict[str, Any]:
        """What is lacking is said once; who ticks that it may go as it is goes on."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("anyway") and (lacking := " ".join(self._lacking(data))):
            self.add_error("anyway", lacking)
        return data

    def _lacking(self, data: Mapping[str, Any]) -> Iterator[str]:
        if not data.get("themes") and "themes" not in self.errors:
            yield NO_THEME
        if not self.has_summary:
            yield NO_SUMMARY

    def asked(self) -> list[forms.BoundField]:
        """What is to be filled in; whether it may go as it is only when something is lacking."""
        return [field for field in self.visible_fields() if field.name != "anyway" or field.errors or field.data]

    @property
    def placement(self) -> Placement:
        values = self.cleaned_data
        parent = self.coalitions.get(values["parent"]) or StoryIndexPage.objects.get()
        return Placement(parent, list(values["themes"]), list(values["approaches"]))


def _coalitions(submission: Submission) -> list[CoalitionPage]:
    """Those it may stand below: of its municipality, if the teller lets that be named."""
    if submission.placing != Placing.MUNICIPALITY or submission.municipality_id is None:
        return []
    return list(CoalitionPage.objects.public().filter(municipalities=submission.municipality_id).order_by("title"))
