"""Writing down what a teller says yes and no to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from stories.consent.texts import version_of
from stories.models import Consent, Purpose, Submission
from stories.models.consent import ENDLESS
from stories.rules import is_over

__all__ = ["Choice", "answers_of", "over", "says_yes", "write_down"]


@dataclass(frozen=True)
class Choice:
    """An answer for one purpose; `named` counts for Purpose.PUBLISH only, `until` is the last day it holds.

    Reading has no last day: it lasts as long as another yes does, or the time that we keep what isn't used.
    """

    given: bool
    named: bool = False
    until: date | None = None


def says_yes(choices: Mapping[Purpose, Choice], purpose: Purpose) -> bool:
    """Whether a yes is among these answers."""
    return purpose in choices and choices[purpose].given


def over(choices: Mapping[Purpose, Choice], today: date) -> tuple[Purpose, ...]:
    """Those that are said yes to until a day that is past."""
    return tuple(purpose for purpose, choice in choices.items() if choice.given and is_over(choice.until, today))


def answers_of(submission: Submission) -> dict[Purpose, Consent]:
    """The answers as they are now, expired ones too. One query."""
    rows = Consent.objects.filter(submission=submission, withdrawn_at__isnull=True)
    return {Purpose(row.purpose): row for row in rows}


def write_down(submission: Submission, choices: Mapping[Purpose, Choice], *, now: datetime | None = None) -> None:
    """Add an answer per purpose and close the one before it. What is answered the same stays as it was."""
    now = now or timezone.now()
    present = answers_of(submission)
    for purpose, choice in choices.items():
        named = choice.named and choice.given and purpose == Purpose.PUBLISH
        until = choice.until if choice.given and purpose not in ENDLESS else None
        before = present.get(purpose)
        if before and (before.given, before.named, before.until) == (choice.given, named, until):
            continue
        if before:
            Consent.objects.filter(pk=before.pk).update(withdrawn_at=now)
        Consent.objects.create(
            submission=submission,
            purpose=purpose,
            given=choice.given,
            named=named,
            until=until,
            text_version=version_of(purpose),
            at=now,
        )
