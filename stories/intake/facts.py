"""All that somebody filled in beside the story, in short: to read back before sending, and behind the code after it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from stories.intake.prompts import STANDING
from stories.models import Feeling, Submission
from themes.models import LifePhase

__all__ = ["Fact", "chosen_place", "facts_of"]


@dataclass(frozen=True)
class Fact:
    """What was asked and what was said, in the language of the page."""

    asked: str
    said: str


def facts_of(submission: Submission) -> list[Fact]:
    """What was filled in, in the order of the steps; what was skipped isn't there. Four queries at most."""
    return [Fact(asked, said) for asked, said in _all(submission) if said]


def chosen_place(row: Submission) -> str:
    """What was chosen of how exactly the place may be named, in the language of the page."""
    return str(row.municipality or row.region or _(row.get_placing_display()))


def _all(row: Submission) -> Iterator[tuple[str, str]]:
    answers: Any = row.answers
    yield _("Wie bent u?"), _(str(row.get_role_display()))
    yield _("Iemand helpt mij bij het vertellen"), _("Ja") if row.with_helper else ""
    yield _("Hoe voelt u zich erbij?"), _listed(Feeling, answers.get("feelings", ()))
    yield _("Wie speelde een grote rol?"), answers.get("big_role", "")
    yield _("Wie zou dit moeten weten?"), answers.get("should_know", "")
    yield _("Gaat uw verhaal ook over een van deze vragen?"), _standing(row.questions)
    yield _("Over welke tijd gaat het?"), _listed(LifePhase, row.phases)
    yield _("Hoe precies mogen we de plaats noemen?"), chosen_place(row)
    yield _("Foto’s"), ", ".join(_pictures(row))
    yield _("Welke naam?"), row.name
    yield _("Welke coalitie?"), row.coalition.title if row.coalition else ""
    yield _("Uw e-mailadres of telefoonnummer"), row.contact
    yield _("Gaat uw verhaal ook over een kind of partner?"), _answer(row.about_child_or_partner)
    yield _("Weet die ander dat u dit vertelt, of beslist u samen over uw kind?"), _answer(row.other_agrees)


def _pictures(row: Submission) -> Iterator[str]:
    """By what there is to see on them, else by their number."""
    for number, picture in enumerate(row.files.all(), start=1):
        yield picture.alt or str(number)


def _standing(chosen: Collection[str]) -> str:
    return ", ".join(str(asked) for question, asked in STANDING.items() if question.value in chosen)


def _listed(known: Any, chosen: Any) -> str:
    return ", ".join(_(str(choice.label)) for choice in known if choice.value in chosen)


YES_OR_NO: Final = {True: "Ja", False: "Nee", None: ""}


def _answer(said: bool | None) -> str:
    return _(YES_OR_NO[said]) if said is not None else ""
