"""When a coalition is reminded, and when we stop."""

from datetime import UTC, datetime, timedelta

import pytest

from approaches.confirmation.rules import LINK_VALID, PATIENCE, REMINDERS, Step, next_step

SENT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reminders", "after", "step"),
    [
        (0, PATIENCE - timedelta(seconds=1), Step.WAIT),
        (0, PATIENCE, Step.REMIND),
        (1, PATIENCE, Step.REMIND),
        (2, PATIENCE - timedelta(seconds=1), Step.WAIT),
        (2, PATIENCE, Step.GIVE_UP),
    ],
)
def test_two_reminders_and_then_no_more(reminders: int, after: timedelta, step: Step) -> None:
    assert next_step(last_sent=SENT, reminders=reminders, now=SENT + after) is step


def test_the_link_of_the_last_mail_works_for_weeks() -> None:
    assert timedelta(weeks=8) < LINK_VALID - REMINDERS * PATIENCE
