"""What somebody typed, when it has to stand on another page than its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["PASSAGE", "WRITTEN", "Written", "typed_in"]

NOT_KEPT: Final = ("csrfmiddlewaretoken", "language", "version", "altcha", "code", "path", "once")
"""What is no part of what somebody filled in, when it has to be carried over to another page."""
TYPED: Final = _("Wat u typte")
WRITTEN: Final[Mapping[str, Promise]] = {
    "text": TYPED,
    "title": _("Een titel, als u wilt"),
    "remark": _("Wat wilt u anders?"),
    "big_role": _("Wie speelde een grote rol?"),
    "should_know": _("Wie zou dit moeten weten?"),
    "alt": _("Wat is er te zien?"),
    "credit": _("Wie maakte de foto?"),
    "name": _("Welke naam?"),
    "contact": _("Uw e-mailadres of telefoonnummer"),
    "address": _("E-mailadres"),
}
"""The fields that are typed rather than chosen, with what was asked there."""
LONG: Final = ("text", "remark")
PASSAGE: Final = "passage-"
"""How the names of the fields begin that stand in the place of a passage (stories.intake.reading_back)."""


@dataclass(frozen=True)
class Written:
    """The value of one field, in the words of who typed it."""

    name: str
    value: str

    @property
    def label(self) -> Promise:
        return WRITTEN.get(self.name, TYPED)

    @property
    def is_long(self) -> bool:
        return self.name in LONG


def typed_in(request: HttpRequest) -> dict[str, Any]:
    """What somebody filled in and where it belongs: what they wrote, to show, and the other fields, to carry over."""
    every = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    written = [Written(name, value) for name, value in every if _is_written(name) and value.strip()]
    return {
        "path": request.POST.get("path", request.path),
        "written": written,
        "fields": [(name, value) for name, value in every if Written(name, value) not in written],
    }


def _is_written(name: str) -> bool:
    return name in WRITTEN or name.startswith(PASSAGE)
