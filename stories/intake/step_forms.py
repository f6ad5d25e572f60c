"""The questions of the steps. Each form says what is filled in already, and what it fills in (`told`)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.ids import BoundedChoiceField
from places.models import Municipality, Region, RegionLayer
from stories.intake.fields import LineField, StepForm, StoryField
from stories.intake.prompts import PROMPTS, STANDING, translated
from stories.models import Feeling, Placing, Submission
from stories.services.telling import Answers, Told
from themes.models import LifePhase

__all__ = ["MeaningForm", "PlaceForm", "StoryForm"]

TWO_PLACES = _(
    "U koos %(place)s, maar ook ‘%(chosen)s’. Wat bedoelt u? Kies hierboven ‘%(other)s’, of maak deze lijst leeg."
)


class StoryForm(StepForm):
    """The story itself."""

    prompt = forms.ChoiceField(
        label=_("Kies een vraag, of vertel gewoon"),
        choices=list(PROMPTS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    text = StoryField(
        label=_("Uw verhaal"),
        help_text=_("Noem liever geen namen. Kort mag ook. U kunt het later nog veranderen."),
        error_messages={"required": _("Schrijf uw verhaal op, al is het één zin.")},
    )
    title = LineField(label=_("Een titel, als u wilt"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def present(cls, submission: Submission) -> dict[str, Any]:
        return {
            "prompt": submission.prompt,
            "text": submission.text,
            "title": submission.title,
            "version": submission.version,
        }

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(prompt=data["prompt"], text=data["text"], title=data["title"])


class MeaningForm(StepForm):
    """What it means to the teller."""

    feelings = forms.MultipleChoiceField(
        label=_("Hoe voelt u zich erbij?"),
        help_text=_("U mag er meer kiezen, of niets."),
        choices=lambda: translated(Feeling.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    big_role = LineField(
        label=_("Wie speelde een grote rol?"), help_text=_("Bijvoorbeeld: de verloskundige. Geen namen.")
    )
    should_know = LineField(label=_("Wie zou dit moeten weten?"), help_text=_("Bijvoorbeeld: de gemeente."))
    questions = forms.MultipleChoiceField(
        label=_("Gaat uw verhaal ook over een van deze vragen?"),
        choices=tuple(STANDING.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phases = forms.MultipleChoiceField(
        label=_("Over welke tijd gaat het?"),
        choices=lambda: translated(LifePhase.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def present(cls, submission: Submission) -> dict[str, Any]:
        answers: Any = submission.answers
        return {**answers, "questions": submission.questions, "phases": submission.phases}

    def told(self) -> Told:
        data = self.cleaned_data
        answers = Answers(
            feelings=[Feeling(feeling) for feeling in data["feelings"]],
            big_role=data["big_role"],
            should_know=data["should_know"],
        )
        return Told(answers=answers, questions=data["questions"], phases=data["phases"])


class PlaceForm(StepForm):
    """Where, no finer than somebody wants."""

    PLACES: ClassVar = {Placing.REGION: "region", Placing.MUNICIPALITY: "municipality"}

    placing = forms.ChoiceField(
        label=_("Hoe precies mogen we de plaats noemen?"),
        choices=lambda: translated(Placing.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe precies we de plaats mogen noemen.")},
    )
    region = BoundedChoiceField(
        label=_("Mijn regio"),
        help_text=_("Alleen als u hierboven “Mijn regio” kiest."),
        queryset=Region.objects.filter(layer=RegionLayer.GGD_REGION).order_by("name"),
        required=False,
        empty_label=_("Kies een regio"),
    )
    municipality = BoundedChoiceField(
        label=_("Mijn gemeente"),
        help_text=_("Alleen als u hierboven “Mijn gemeente” kiest."),
        queryset=Municipality.objects.order_by("name"),
        required=False,
        empty_label=_("Kies een gemeente"),
    )

    @classmethod
    def present(cls, submission: Submission) -> dict[str, Any]:
        return {
            "placing": submission.placing,
            "region": submission.region_id,
            "municipality": submission.municipality_id,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        needed = self.PLACES.get(data.get("placing", ""))
        if needed and not data.get(needed):
            self.add_error(needed, ValidationError(self.fields[needed].empty_label + "."))  # type: ignore[attr-defined]
        self._ask_what_is_meant(data)
        return data

    def _ask_what_is_meant(self, data: Mapping[str, Any]) -> None:
        """Which of the two, when a place was chosen that is finer than the mark: it isn't dropped without a word."""
        exact = list(Placing)
        for placing, name in self.PLACES.items():
            chosen = data.get("placing")
            if chosen and data.get(name) and exact.index(placing) > exact.index(Placing(chosen)):
                said = {"place": data[name], "chosen": _(Placing(chosen).label), "other": _(placing.label)}
                self.add_error(name, ValidationError(TWO_PLACES % said))

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(placing=Placing(data["placing"]), region=data["region"], municipality=data["municipality"])
