"""The form in which an editor writes down what somebody told elsewhere, with the consent as it was given there."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone

from coalitions.models import CoalitionPage
from core.ids import BoundedChoiceField
from core.once import OnceField
from places.layers import RegionLayer
from places.models import Municipality, Region
from stories.consent.choosing import Choice, over, says_yes
from stories.consent.texts import QUESTIONS
from stories.danger import signs
from stories.intake.fields import LineField, StoryField
from stories.keeping.code import new_key
from stories.keeping.terms import promised
from stories.models import Feeling, FocusGroup, Language, Placing, Purpose, Role, Source
from stories.rules import LONGEST_CONTACT
from stories.services.telling import Answers, Entry, Start, Told
from themes.models import LifePhase, StandingQuestion, Theme

__all__ = ["EntryForm", "FocusGroupForm"]

ASKED: Final = (Purpose.READ, Purpose.PUBLISH, Purpose.COALITION, Purpose.MONITOR, Purpose.CONTACT)
"""Keeping what was told goes with reading it: without that yes nothing is written down."""
WITH_END: Final = (Purpose.PUBLISH, Purpose.COALITION, Purpose.MONITOR)
REQUIRED: Final = {
    "source": "Kies hoe het is verteld.",
    "role": "Kies wie vertelt.",
    "text": "Schrijf het verhaal op.",
    "placing": "Kies welke plaats erbij mag staan.",
}
YES_OR_NO: Final = (("ja", "Ja"), ("nee", "Nee"))
MAYBE_ASKED: Final = (*YES_OR_NO, ("", "Niet gevraagd"))
FIRST_DAY: Final = date(2018, 1, 1)
"""Kansrijke Start began in 2018: a consent of before it is a slip of the pen."""


class RegionField(BoundedChoiceField):
    """A region of any layer, with the layer to it: some names stand in two."""

    def label_from_instance(self, obj: Region) -> str:
        return f"{obj.name} ({RegionLayer(obj.layer).label})"


class EntryForm(forms.Form):
    """Nothing of the consent is filled in beforehand: what wasn't asked can't be sent."""

    use_required_attribute = False

    key = forms.CharField(widget=forms.HiddenInput, max_length=100)
    """The same form sent twice is one story (stories.keeping.code)."""
    source = forms.ChoiceField(
        label="Hoe is het verteld?",
        choices=[(source.value, source.label) for source in (Source.PHONE, Source.PAPER)],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(label="Wie vertelt?", choices=Role, widget=forms.RadioSelect)
    sixteen = forms.BooleanField(
        label="De verteller is 16 jaar of ouder", error_messages={"required": "Onder de 16 kan dit niet."}
    )
    with_helper = forms.BooleanField(label="Iemand hielp bij het vertellen", required=False)
    language = forms.ChoiceField(label="Taal van het verhaal", choices=Language, initial=Language.DUTCH)
    title = LineField(label="Titel")
    text = StoryField(label="Verhaal", help_text="In de woorden van de verteller. Laat namen en adressen weg.", rows=14)
    feelings = forms.MultipleChoiceField(
        label="Hoe voelt de verteller zich erbij?",
        choices=Feeling,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    big_role = LineField(label="Wie speelde een grote rol?")
    should_know = LineField(label="Wie zou dit moeten weten?")
    questions = forms.MultipleChoiceField(
        label="Gaat het ook over een van deze vragen?",
        choices=StandingQuestion,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phases = forms.MultipleChoiceField(
        label="Gaat over", choices=LifePhase, required=False, widget=forms.CheckboxSelectMultiple
    )
    about_other = forms.ChoiceField(
        label="Gaat het ook over een kind of partner?", choices=MAYBE_ASKED, required=False, widget=forms.RadioSelect
    )
    other_agrees = forms.ChoiceField(
        label="Zo ja: weet die ander ervan, of beslist de verteller samen over het kind?",
        choices=MAYBE_ASKED,
        required=False,
        widget=forms.RadioSelect,
    )
    placing = forms.ChoiceField(label="Welke plaats mag erbij staan?", choices=Placing, widget=forms.RadioSelect)
    municipality = BoundedChoiceField(
        Municipality.objects.order_by("name"), label="Gemeente", required=False, empty_label="Niet gekozen"
    )
    region: BoundedChoiceField = RegionField(
        Region.objects.order_by("layer", "name"), label="Regio", required=False, empty_label="Niet gekozen"
    )
    name = LineField(
        label="Naam bij het verhaal",
        help_text="Alleen als de verteller met naam op de site wil. Een voornaam is genoeg.",
        longest=100,
    )
    contact = LineField(
        label="E-mail of telefoon",
        help_text="Alleen als de redactie contact mag opnemen. Anders bewaren we dit niet.",
        longest=LONGEST_CONTACT,
    )
    coalition = BoundedChoiceField(
        CoalitionPage.objects.none(),
        label="Welke coalitie?",
        help_text="Alleen als het verhaal naar een coalitie mag.",
        required=False,
        empty_label="Dat weet de verteller niet",
    )
    consent_day = forms.DateField(
        label="Op welke dag gaf de verteller toestemming?",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Vul in wanneer de verteller toestemming gaf."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, focus_group: FocusGroup | None = None) -> None:
        super().__init__(data, initial={"key": new_key()})
        self.focus_group = focus_group
        self.fields["coalition"].queryset = CoalitionPage.objects.public().order_by("title")  # type: ignore[attr-defined]
        # An import has no way in to choose.
        for name, message in ((name, said) for name, said in REQUIRED.items() if name in self.fields):
            self.fields[name].error_messages["required"] = message
        if focus_group is not None:
            del self.fields["source"]
        for purpose in ASKED:
            self.fields[_answer(purpose)] = forms.ChoiceField(
                label=promised(QUESTIONS[purpose].question),
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                error_messages={"required": f"{purpose.label}: kies ja of nee. Is het niet gevraagd? Dan is het nee."},
            )
            if purpose in WITH_END:
                self.fields[_until(purpose)] = forms.DateField(
                    label="Tot en met (leeg: tot de verteller het intrekt)",
                    required=False,
                    widget=forms.DateInput(attrs={"type": "date"}),
                )

    def clean_consent_day(self) -> date:
        day: date = self.cleaned_data["consent_day"]
        if not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError("Kijk deze dag na: die moet nog komen, of is te lang geleden.")
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        choices = _choices(values)
        if says_yes(choices, Purpose.CONTACT) and "contact" in values and not values["contact"]:
            self.add_error("contact", "Vul in hoe de verteller te bereiken is, of kies dat contact niet mag.")
        for purpose in over(choices, timezone.localdate()):
            self.add_error(_until(purpose), "Deze dag is al voorbij.")
        placing = values.get("placing")
        if placing == Placing.MUNICIPALITY and not values.get("municipality"):
            self.add_error("municipality", "Kies de gemeente, of kies dat alleen het land of de regio genoemd mag.")
        if placing == Placing.REGION and not values.get("region"):
            self.add_error("region", "Kies de regio, of kies dat alleen het land genoemd mag.")
        if values.get(_answer(Purpose.READ)) == "nee":
            self.add_error(_answer(Purpose.READ), "Zonder dit ja mag u het verhaal niet opschrijven.")
        return values

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("consent_")]

    @property
    def told_fields(self) -> list[forms.BoundField]:
        known = {field.name for field in self.consent_fields}
        return [field for field in self.visible_fields() if field.name not in known]

    @property
    def came_by(self) -> Source:
        return Source.FOCUS_GROUP if self.focus_group else Source(self.cleaned_data["source"])

    @property
    def entry(self) -> Entry:
        values = self.cleaned_data
        return Entry(
            source=self.came_by,
            start=Start(
                role=Role(values["role"]),
                with_helper=values["with_helper"],
                language=Language(values["language"]),
                sixteen_or_older=values["sixteen"],
                keep_draft=values[_answer(Purpose.READ)] == "ja",
            ),
            told=self._told(values),
            choices=_choices(values),
            focus_group=self.focus_group,
            urgency=signs("\n\n".join(values[name] for name in ("title", "text", "big_role", "should_know"))),
            agreed_on=values["consent_day"],
        )

    @staticmethod
    def _told(values: Mapping[str, Any]) -> Told:
        return Told(
            title=values["title"],
            text=values["text"],
            answers=Answers(
                feelings=[Feeling(feeling) for feeling in values["feelings"]],
                big_role=values["big_role"],
                should_know=values["should_know"],
            ),
            questions=values["questions"],
            about_child_or_partner=_as_bool(values["about_other"]),
            other_agrees=_as_bool(values["other_agrees"]),
            phases=values["phases"],
            placing=Placing(values["placing"]),
            municipality=values["municipality"],
            region=values["region"],
            name=values["name"],
            contact=values["contact"],
            coalition=values["coalition"],
        )


class FocusGroupForm(forms.ModelForm):
    """A conversation with several people; never who they were."""

    use_required_attribute = False

    once = OnceField()
    municipality = BoundedChoiceField(
        Municipality.objects.order_by("name"), label="Gemeente", required=False, empty_label="Niet gekozen"
    )
    theme = BoundedChoiceField(
        Theme.objects.order_by("name"), label="Thema", required=False, empty_label="Niet gekozen"
    )

    class Meta:
        model = FocusGroup
        fields = ("date", "place", "municipality", "theme", "participants", "facilitator")
        error_messages: ClassVar = {
            "date": {"required": "Vul de datum in."},
            "place": {"required": "Vul in waar het was."},
            "participants": {
                "required": "Vul in hoeveel deelnemers er waren.",
                "min_value": "Er was minstens één deelnemer.",
            },
            "facilitator": {"required": "Vul in wie het gesprek leidde."},
        }
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


def _choices(values: Mapping[str, Any]) -> dict[Purpose, Choice]:
    """With a name when one was given; what wasn't answered is a no."""
    named = bool(values.get("name"))
    given = {purpose: values.get(_answer(purpose)) == "ja" for purpose in ASKED}
    return {purpose: Choice(yes, named, values.get(_until(purpose))) for purpose, yes in given.items()}


def _as_bool(answer: str) -> bool | None:
    return answer == "ja" if answer else None


def _answer(purpose: Purpose) -> str:
    """The name of the field that says yes or no to a purpose; "contact" alone is where somebody can be reached."""
    return f"consent_{purpose.value}"


def _until(purpose: Purpose) -> str:
    return f"{_answer(purpose)}_until"
