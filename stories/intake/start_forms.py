"""The first screen, and the door of the code."""

from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from stories.consent.texts import QUESTIONS
from stories.intake.languages import LANGUAGES, IntakeLanguage
from stories.intake.prompts import translated
from stories.keeping.terms import promised
from stories.models import Language, Purpose, Role
from stories.services.telling import Start

__all__ = ["CodeForm", "StartForm"]

OLD_ENOUGH: Final = "ja"
KEEP_NEEDED: Final = _("Zet hier een vinkje. Anders kunnen we niets bewaren, en dan kunt u niet verder.")
"""Said before it goes wrong too: a box whose text speaks of what is kept looks like a choice."""
KEY: Final = RegexValidator(r"\A[\w-]{32}\Z")
"""What stories.keeping.code.new_key gives."""


class StartForm(forms.Form):
    """Who somebody is, and whether we may keep what they type. Nothing is stored before this."""

    role = forms.ChoiceField(
        label=_("Wie bent u?"),
        choices=lambda: translated(Role.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie u bent.")},
    )
    with_helper = forms.BooleanField(label=_("Iemand helpt mij bij het vertellen"), required=False)
    age = forms.ChoiceField(
        label=_("Bent u 16 jaar of ouder?"),
        choices=((OLD_ENOUGH, _("Ja")), ("nee", _("Nee"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )
    keep_draft = forms.BooleanField(
        label=promised(QUESTIONS[Purpose.DRAFT].question),
        help_text=format_lazy("{} {}", promised(QUESTIONS[Purpose.DRAFT].explanation), KEEP_NEEDED),
        error_messages={"required": KEEP_NEEDED},
    )
    language = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput)
    key = forms.CharField(validators=[KEY], widget=forms.HiddenInput)
    altcha = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    """Out of sight: who fills this in is no person, or a program that fills in forms for one."""

    def __init__(self, *args: Any, language: IntakeLanguage, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"language": language.code, "key": key}, **kwargs})

    @property
    def too_young(self) -> bool:
        """Whether they said to be below 16; nothing else of the form matters then."""
        return str(self.data.get("age", "")) == "nee"

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Laat het veld “Laat dit leeg” leeg en probeer het opnieuw."))
        return ""

    def start(self) -> Start:
        """What was filled in."""
        data = self.cleaned_data
        return Start(
            role=Role(data["role"]),
            with_helper=data["with_helper"],
            language=Language(data["language"]),
            sixteen_or_older=data["age"] == OLD_ENOUGH,
            keep_draft=data["keep_draft"],
        )


class CodeForm(forms.Form):
    """The code, as somebody types it."""

    code = forms.CharField(
        label=_("Uw code"),
        help_text=_("24 letters en cijfers. Spaties en hoofdletters maken niet uit."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul uw code in.")},
    )
