"""The form in which a coalition answers a story."""

from typing import Any

from django import forms

from coalitions.models import CoalitionPage
from core.ids import BoundedChoiceField
from core.once import OnceField
from core.textarea import TextareaField
from stories.models import CoalitionAnswer, CoalitionResponse
from stories.services.responding import LONGEST_CHANGE, LONGEST_REACTION, LONGEST_REASON, Response

__all__ = ["ResponseForm"]


class ResponseForm(forms.Form):
    """What belongs to an answer that says that something changes is asked for by the service."""

    use_required_attribute = False

    once = OnceField()

    answer = forms.ChoiceField(
        label="Wat doet u met dit verhaal?",
        choices=CoalitionAnswer,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u met dit verhaal doet."},
    )
    what = TextareaField(
        label="Wat is er veranderd, of wat gaat er veranderen?",
        help_text="Zo precies dat een ouder het merkt. Een half jaar later vragen we hoe het ging.",
        max_length=LONGEST_CHANGE,
        required=False,
        rows=4,
    )
    approach = BoundedChoiceField(
        CoalitionResponse.objects.none(),
        label="In welke aanpak is dat te zien?",
        required=False,
        empty_label="Nog in geen",
    )
    without_approach = forms.CharField(
        label="Nog in geen aanpak? Schrijf waarom niet",
        help_text="Alleen de redactie leest dit. Bijvoorbeeld: wij beschrijven dit nog.",
        max_length=LONGEST_REASON,
        required=False,
    )
    text = TextareaField(
        label="Uw woord aan de verteller",
        help_text="Staat op de site bij het verhaal. Schrijf niet over de verteller wat niet in het verhaal staat.",
        max_length=LONGEST_REACTION,
        required=False,
        rows=4,
    )

    def __init__(self, *args: Any, coalition: CoalitionPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By the field: an app beside this one isn't imported.
        approaches: Any = CoalitionResponse._meta.get_field("approach").related_model
        own = approaches.objects.public().child_of(coalition).order_by("title")
        self.fields["approach"].queryset = own  # type: ignore[attr-defined]

    @property
    def response(self) -> Response:
        values = self.cleaned_data
        names = ("text", "what", "approach", "without_approach")
        return Response(CoalitionAnswer(values["answer"]), **{name: values[name] for name in names})
