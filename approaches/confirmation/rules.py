"""When a coalition is asked whether an approach still holds, and how often. Functions over values, no database."""

from datetime import datetime, timedelta
from enum import Enum
from typing import Final

__all__ = ["ASK_AFTER", "LINK_VALID", "PATIENCE", "REMINDERS", "Step", "next_step"]

ASK_AFTER: Final = timedelta(days=365)
"""Once a year: what a coalition does changes with its people and its budget, both by the year."""
PATIENCE: Final = timedelta(days=21)
"""Between mails: three weeks pass the longest holiday of a small office."""
REMINDERS: Final = 2
"""Three mails in nine weeks; a fourth would be noise, and the page then says honestly that nobody answered."""
LINK_VALID: Final = timedelta(days=120)
"""From the first mail: the last one still works for eleven weeks, also for who was on leave."""


class Step(Enum):
    """What is due for an open question."""

    WAIT = "wacht"
    REMIND = "herinner"
    GIVE_UP = "geef op"


def next_step(*, last_sent: datetime, reminders: int, now: datetime) -> Step:
    """What to do about a question that was last mailed then, after so many reminders."""
    if now < last_sent + PATIENCE:
        return Step.WAIT
    return Step.REMIND if reminders < REMINDERS else Step.GIVE_UP
