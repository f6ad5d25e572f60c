"""The languages of the intake. Its texts are Dutch; the others are translation files (docs/development.md).

They are not in settings.LANGUAGES: the rest of the site is Dutch, whatever a browser asks for.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from stories.models import Language, Submission

__all__ = ["LANGUAGES", "IntakeLanguage", "asked_for", "language_of"]


@dataclass(frozen=True)
class IntakeLanguage:
    """A language by its own name; `checked` when somebody whose language it is has read the texts."""

    code: str
    name: str
    checked: bool = False
    partly: bool = False
    """Not all texts are in it: the others are shown in Dutch, and marked so (stories.intake.dutch)."""

    @property
    def direction(self) -> str:
        return Language(self.code).direction

    @property
    def query(self) -> str:
        """What an address needs to stay in it, where nothing is open that remembers it."""
        return "" if self.code == Language.DUTCH else f"?taal={self.code}"


LANGUAGES: Final = {
    language.code: language
    for language in (
        IntakeLanguage(Language.DUTCH.value, "Nederlands", checked=True),
        IntakeLanguage(Language.ENGLISH.value, "English"),
        IntakeLanguage(Language.TURKISH.value, "Türkçe"),
        IntakeLanguage(Language.ARABIC.value, "العربية"),
        IntakeLanguage(Language.POLISH.value, "Polski"),
        IntakeLanguage(Language.UKRAINIAN.value, "Українська"),
        IntakeLanguage(Language.TIGRINYA.value, "ትግርኛ", partly=True),
    )
}
DEFAULT: Final = LANGUAGES[Language.DUTCH.value]


def asked_for(request: HttpRequest, *, reads_form: bool = True, reads_address: bool = True) -> IntakeLanguage:
    """The language in the address or in the form, as far as those are read; Dutch unless it is one of ours."""
    said = (reads_form and request.POST.get("language")) or (reads_address and request.GET.get("taal")) or ""
    return LANGUAGES.get(said, DEFAULT)


def language_of(
    request: HttpRequest, submission: Submission | None, *, reads_form: bool = True, reads_address: bool = True
) -> IntakeLanguage:
    """What is told in a language is asked on in that language."""
    if submission:
        return LANGUAGES[submission.language]
    return asked_for(request, reads_form=reads_form, reads_address=reads_address)
