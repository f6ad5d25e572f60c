"""The questions to choose from, and the words of the closed lists as the intake says them."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from themes.models import StandingQuestion

__all__ = ["PROMPTS", "STANDING", "translated"]

PROMPTS: Final = {
    "hielp": _("Wat heeft u geholpen?"),
    "moeilijk": _("Wat was moeilijk?"),
    "anders": _("Wat had anders gemoeten?"),
    "dag": _("Welke dag vergeet u nooit?"),
    "vrij": _("Ik vertel gewoon wat ik wil"),
}
"""Key, as it is stored with the story, to question."""
STANDING: Final = {
    StandingQuestion.REACHING_PARENTS: _("Hoe krijgen ouders eerder hulp?"),
    StandingQuestion.SUPPORTING_PROFESSIONALS: _("Wat hebben hulpverleners nodig om goed te helpen?"),
}
"""The standing questions, which speak to coalitions, in the words of who tells: a parent, or somebody who helps one."""


def translated(choices: Iterable[tuple[str, object]]) -> list[tuple[str, Promise]]:
    """Choices with the label in the language of the visitor, when it is shown."""
    return [(str(value), format_lazy("{label}", label=_(str(label)))) for value, label in choices]
