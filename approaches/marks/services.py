"""Actions of the editors: checking an approach, and quoting what a recognition database says of it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import User
from approaches.marks.models import Check, CheckOutcome, EvidenceQuote
from approaches.marks.rules import CHECKLIST
from approaches.models import ApproachPage
from approaches.versions.models import PublishedVersion
from core.once import mark

__all__ = [
    "ChecklistUnfinished",
    "NotPublished",
    "ReasonMissing",
    "RecordedBefore",
    "quote_evidence",
    "record_check",
    "withdraw_evidence",
]


class ChecklistUnfinished(ValueError):
    """A question of the checklist was not answered, or answered with no where the outcome says all is right."""


class ReasonMissing(ValueError):
    """Whoever wrote it must hear what to change."""


class NotPublished(Exception):
    """Only what is on the site can be checked: a draft changes while one reads it."""


class RecordedBefore(Exception):
    """By the same form, of the same version: a double click is one check, of which its coalition hears once."""


@transaction.atomic
def record_check(
    *,
    page: ApproachPage,
    user: User,
    outcome: CheckOutcome,
    answers: Mapping[str, bool],
    reason: str = "",
    form: str = "",
) -> Check:
    """Keep that somebody checked what is on the site now, with each answer as the question was asked.

    `form`: its mark (core.once). ChecklistUnfinished, ReasonMissing, NotPublished, RecordedBefore: see there.
    """
    if not page.live:
        raise NotPublished
    if any(question.key not in answers for question in CHECKLIST):
        raise ChecklistUnfinished
    if outcome == CheckOutcome.OK and not all(answers[question.key] for question in CHECKLIST):
        raise ChecklistUnfinished
    if outcome == CheckOutcome.NEEDS_CHANGE and not reason.strip():
        raise ReasonMissing
    ApproachPage.objects.select_for_update(of=("self",)).get(pk=page.pk)  # of two clicks at once one is second
    version = PublishedVersion.objects.of(page.pk).first()
    marked = mark(form, page.pk, version and version.pk, outcome, sorted(answers.items()), reason)
    if marked and Check.objects.filter(form_mark=marked).exists():
        raise RecordedBefore
    return Check.objects.create(
        form_mark=marked,
        page=page,
        version=version,
        checked_by=user,
        outcome=outcome,
        reason=reason.strip(),
        answers=[{"question": question.text, "yes": answers[question.key]} for question in CHECKLIST],
    )


@transaction.atomic
def quote_evidence(*, page: ApproachPage, user: User, level: str, owner: str, day: date, url: str) -> EvidenceQuote:
    """Quote a level with all four that make it one: what, whose, when and where to read it; else ValidationError.

    What is quoted already is not quoted twice.
    """
    quote = EvidenceQuote(page=page, level=level.strip(), owner=owner.strip(), day=day, url=url, quoted_by=user)
    quote.full_clean()
    ApproachPage.objects.select_for_update(of=("self",)).get(pk=page.pk)  # of two clicks at once one is second
    there = EvidenceQuote.objects.filter(page=page, level=quote.level, owner=quote.owner, day=day, url=url).first()
    if there is not None:
        return there
    quote.save()
    return quote


@transaction.atomic
def withdraw_evidence(*, quote: EvidenceQuote) -> None:
    """Take back a level that was given up or quoted wrongly."""
    quote.delete()
