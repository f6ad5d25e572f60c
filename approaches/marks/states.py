"""How far the marks of an approach are, as conditions on the columns of `with_marks()`; for lists of editors.

The same questions that the marks answer on a page (approaches.marks.rules), asked of many approaches at once.
"""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from approaches.confirmation.models import ConfirmationRequest
from approaches.confirmation.rules import ASK_AFTER
from approaches.marks.models import CheckOutcome

__all__ = ["CheckState", "ConfirmationState", "asked", "check_state", "confirmed_since", "unanswered"]


class CheckState(models.TextChoices):
    """What the editors know of an approach."""

    NEVER = "nooit", "Nog niet gecontroleerd"
    CHANGED = "gewijzigd", "Gewijzigd na de controle"
    NEEDS_CHANGE = "aanpassen", "Moet eerst aangepast"
    CURRENT = "in-orde", "Gecontroleerd"


class ConfirmationState(models.TextChoices):
    """What the coalition says of an approach."""

    OPEN = "nog-niet", "Nog te bevestigen"
    """Any of the next three."""
    DUE = "aan-de-beurt", "Aan de beurt"
    ASKED = "gevraagd", "Gevraagd, nog geen antwoord"
    UNANSWERED = "geen-antwoord", "Geen antwoord gekregen"
    CONFIRMED = "bevestigd", "Afgelopen jaar bevestigd"


# Each arm says what is there, never what is not: in SQL "not equal" is unknown for what is missing.
_IS_OF_NOW = Q(mark_version__isnull=True) | Q(mark_check_version=F("mark_version"))
_IS_OF_BEFORE = Q(mark_version__isnull=False) & (
    Q(mark_check_version__isnull=True) | Q(mark_check_version__lt=F("mark_version"))
)


def check_state(state: CheckState) -> Q:
    """Which approaches are in this state."""
    done = Q(mark_checked_at__isnull=False)
    return {
        CheckState.NEVER: Q(mark_checked_at__isnull=True),
        CheckState.CHANGED: done & _IS_OF_BEFORE,
        CheckState.NEEDS_CHANGE: done & _IS_OF_NOW & Q(mark_check_outcome=CheckOutcome.NEEDS_CHANGE),
        CheckState.CURRENT: done & _IS_OF_NOW & Q(mark_check_outcome=CheckOutcome.OK),
    }[state]


def asked() -> Q:
    """A question is out that can still be answered."""
    questions = ConfirmationRequest.objects.filter(
        page=OuterRef("pk"), answered_at__isnull=True, closed_at__isnull=True
    )
    return Q(Exists(questions.filter(unanswered_at__isnull=True)))


def unanswered() -> Q:
    """The last question got no answer, and who was asked confirmed and published nothing since."""
    confirmed = Q(mark_confirmed_at__isnull=True) | Q(mark_confirmed_at__lte=F("mark_unanswered"))
    published = Q(mark_vouched_at__isnull=True) | Q(mark_vouched_at__lte=F("mark_unanswered"))
    return Q(mark_unanswered__isnull=False) & confirmed & published


def confirmed_since(now: datetime) -> Q:
    """The coalition said within the year that it holds."""
    return Q(mark_confirmed_at__gt=now - ASK_AFTER)
