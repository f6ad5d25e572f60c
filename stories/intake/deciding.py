"""Why a story isn't placed, as its teller reads it: the editors' reason, the teller's own no, or no answer in time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stories.models import Outcome, Reply, State, Submission

__all__ = ["Cause", "WhyNot", "why_not"]


class Cause(StrEnum):
    """Who or what decided."""

    EDITORS = "redactie"
    TELLER = "verteller"
    TIME = "geen-antwoord"


HAPPENED: Final[dict[Cause, Promise]] = {
    Cause.EDITORS: _("De redactie nam een besluit"),
    Cause.TELLER: _("U zei nee tegen de tekst"),
    Cause.TIME: _("Er kwam geen antwoord op tijd"),
}
WORDS: Final[dict[Cause, Promise]] = {
    Cause.EDITORS: _("De redactie schrijft:"),
    Cause.TELLER: _("U zei nee tegen de tekst. Daarom komt uw verhaal niet op de site."),
    Cause.TIME: _("Er kwam geen antwoord op tijd. Zonder uw ja komt er niets op de site."),
}


@dataclass(frozen=True)
class WhyNot:
    """`reason` is what the editors wrote, "" for the other causes; `deadline` until when an answer could be given."""

    cause: Cause
    reason: str = ""
    deadline: datetime | None = None

    @property
    def words(self) -> Promise:
        return WORDS[self.cause]

    @property
    def happened(self) -> Promise:
        """In the list of what happened."""
        return HAPPENED[self.cause]


def why_not(submission: Submission) -> WhyNot | None:
    """None while it may still be placed, or was. Two queries at most.

    Nothing follows on a no but withdrawal, so a no of the editors is the last that they decided.
    """
    if submission.state != State.DECLINED:
        return None
    decision = submission.decisions.filter(outcome=Outcome.DECLINE).last()
    if decision is not None:
        return WhyNot(Cause.EDITORS, reason=decision.reason)
    last = submission.proposals.last()
    if last is not None and last.reply != Reply.NO:
        return WhyNot(Cause.TIME, deadline=last.deadline)
    return WhyNot(Cause.TELLER)
