"""Reading and editing by the editors, and what the teller says to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.days import end_of_day
from core.text import one_way
from stories.models import (
    AuditAction,
    Decision,
    Language,
    Message,
    Outcome,
    Proposal,
    Reply,
    State,
    Submission,
    Urgency,
)
from stories.rules import LONGEST_LINE, TIME_TO_REPLY, accepted, accepted_line, checklist_gaps
from stories.services.changing import NotNow, locked, move, note, store
from stories.services.mailing import mail_teller
from stories.services.once import mark

__all__ = [
    "ChecklistGaps", "Edited", "SamePerson", "answer", "answer_proposal", "ask", "current_proposal", "decide", "heed",
    "mark_urgent", "may_be_asked", "open_story", "propose_edit",
]  # fmt: skip

LONGEST_MESSAGE = 5_000
LONGEST_SUMMARY = 300


class ChecklistGaps(Exception):
    """Not everything on the checklist was ticked; `keys` says what is missing."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class SamePerson(Exception):
    """Two pairs of eyes: whoever edited the text doesn't decide on it alone."""


@dataclass(frozen=True)
class Edited:
    """The text as editors would publish it."""

    title: str
    text: str
    summary: str = ""
    picture: int | None = None
    """The id of the teller's picture that goes with it."""
    language: Language = Language.DUTCH


@transaction.atomic
def open_story(*, submission: Submission, editor: User, now: datetime | None = None) -> Submission:
    """Read it: noted in the audit, and what was only sent is now being read. Raises Gone; NotNow for a draft."""
    row = locked(submission)
    if row.state == State.DRAFT:
        raise NotNow(row.state)  # nobody said yes to being read
    note(row.uid, AuditAction.OPENED, staff_id=editor.pk, now=now or timezone.now())
    return move(row, State.IN_REVIEW) if row.state == State.SENT else row


@transaction.atomic
def mark_urgent(*, submission: Submission, editor: User, urgent: bool, now: datetime | None = None) -> Submission:
    """Let it be read first, or no longer; what it is already is left. Raises Gone, and NotNow for a draft.

    Why it was urgent before stays with it, so that the same words don't make it so again when they are read again.
    """
    row = locked(submission)
    if row.state == State.DRAFT:
        raise NotNow(row.state)
    if row.urgent == urgent:
        return row
    reasons = [reason for reason in row.urgency if reason != Urgency.BY_EDITOR]
    if urgent:
        reasons.append(Urgency.BY_EDITOR)
    action = AuditAction.URGENT if urgent else AuditAction.NOT_URGENT
    note(row.uid, action, staff_id=editor.pk, now=now or timezone.now())
    return store(row, urgent=urgent, urgency=reasons)


@transaction.atomic
def heed(*, submission: Submission, urgency: Sequence[Urgency], said_anew: bool = True) -> None:
    """Let it be read first for what the teller says, on top of what was seen before. Raises Gone.

    An editor's "no longer urgent" is about what they read: what is said after it counts, also of a kind that is known.
    Only what stands there unchanged (`said_anew` False) doesn't count twice.
    """
    row = locked(submission)
    if heeded := _heeded(row, urgency, said_anew):  # also when it is urgent already: there is more to read
        store(row, **heeded)


def _heeded(row: Submission, urgency: Sequence[Urgency], said_anew: bool = True) -> dict[str, Any]:
    """The fields to write for these signs of danger; {} when they change nothing."""
    new = [str(Urgency(reason)) for reason in urgency if reason not in row.urgency]
    return {"urgent": True, "urgency": [*row.urgency, *new]} if new or (urgency and said_anew) else {}


def may_be_asked(row: Submission) -> bool:
    """Whether editors may write to the teller: until the decision; after it to who has the last word, or may be in
    danger. Three queries at most.
    """
    if row.may_change:
        return row.state != State.DRAFT
    if row.urgent or row.has_words_of_danger:
        return True
    ours = row.messages.filter(from_teller=False).order_by("-at").values_list("at", flat=True).first()
    since = ours or row.created_at
    theirs = (
        row.messages.filter(from_teller=True, at__gte=since),
        row.proposals.remarked().filter(replied_at__gte=since),
    )
    return any(said.exists() for said in theirs)


@transaction.atomic
def ask(*, submission: Submission, editor: User, text: str, form: str = "", now: datetime | None = None) -> Message:
    """Put a question to the teller, or answer them, on the code page; see `may_be_asked`.

    `form`: the mark of the form (core.once). Raises Gone, NotNow and TextRefused.
    """
    row = locked(submission)
    if not may_be_asked(row):
        raise NotNow(row.state)
    now = now or timezone.now()
    asked = accepted(text, longest=LONGEST_MESSAGE)
    marked = mark(form, row.uid, asked)
    if known := _said_before(row, marked):
        return known
    note(row.uid, AuditAction.ASKED, staff_id=editor.pk, now=now)
    mail_teller(row)
    return Message.objects.create(
        submission=row, from_teller=False, text=asked, staff_id=editor.pk, at=now, form_mark=marked
    )


@transaction.atomic
def answer(
    *,
    submission: Submission,
    text: str,
    urgency: Sequence[Urgency] = (),
    form: str = "",
    now: datetime | None = None,
) -> Message:
    """The teller writes, with these signs of danger in it. Raises Gone, NotNow for a draft, and TextRefused.

    The version says that there is more to read: what editors decide without it is asked of them once more.
    `form`: the mark of the form (core.once).
    """
    row = locked(submission)
    if row.state == State.DRAFT:
        raise NotNow(row.state)
    said = accepted(text, longest=LONGEST_MESSAGE)
    marked = mark(form, row.uid, said)
    if known := _said_before(row, marked):
        return known
    store(row, **_heeded(row, urgency))
    return Message.objects.create(
        submission=row, from_teller=True, text=said, at=now or timezone.now(), form_mark=marked
    )


def _said_before(row: Submission, marked: UUID | None) -> Message | None:
    """The message that came by this form already; the row is locked, so of two at once one is second."""
    return row.messages.filter(form_mark=marked).first() if marked else None


def current_proposal(submission: Submission) -> Proposal | None:
    """The last edited text, unless the teller changed the story after it."""
    last = submission.proposals.select_related("picture").order_by("pk").last()
    return None if last is None or last.overtaken else last


@transaction.atomic
def propose_edit(
    *, submission: Submission, editor: User, edited: Edited, version: int | None = None, now: datetime | None = None
) -> Proposal:
    """Show the edited text, and the picture with it, to the teller and wait for an answer.

    Raises Gone, ChangedMeanwhile, NotNow, TextRefused.
    """
    now = now or timezone.now()
    row = locked(submission, version=version)
    row.proposals.update(overtaken=True)
    proposal = Proposal.objects.create(
        submission=row,
        title=accepted_line(one_way(edited.title), longest=LONGEST_LINE),
        summary=accepted_line(one_way(edited.summary), longest=LONGEST_SUMMARY),
        text=accepted(edited.text),
        picture=row.files.filter(pk=edited.picture).first() if edited.picture else None,
        language=edited.language,
        staff_id=editor.pk,
        at=now,
        deadline=end_of_day(now + TIME_TO_REPLY),
    )
    note(row.uid, AuditAction.PROPOSED, staff_id=editor.pk, now=now)
    mail_teller(row)
    move(row, State.WAITING)
    return proposal


@transaction.atomic
def answer_proposal(
    *,
    submission: Submission,
    proposal: int,
    reply: Reply,
    remark: str = "",
    urgency: Sequence[Urgency] = (),
    now: datetime | None = None,
) -> Submission:
    """The teller's yes, change or no to the text that they saw, by its id. The same answer and words twice are one.

    `urgency`: the signs of danger in the remark.
    Raises Gone and TextRefused; NotNow when there is a newer text, another answer, or the time is over.
    """
    now = now or timezone.now()
    row = locked(submission)
    current = current_proposal(row)
    if current is None or current.pk != proposal:
        raise NotNow("achterhaald")
    said = accepted(remark, longest=LONGEST_MESSAGE)
    if (current.reply, current.remark) == (reply, said):
        return row
    if current.reply or row.state != State.WAITING or now > current.deadline:
        raise NotNow(row.state)
    heeded = _heeded(row, urgency)
    row.proposals.filter(pk=current.pk).update(reply=reply, remark=said, replied_at=now)
    if reply == Reply.YES:
        return move(row, State.APPROVED, **heeded)
    if reply == Reply.CHANGE:
        return move(row, State.IN_REVIEW, **heeded)
    return move(row, State.DECLINED, decided_at=now, **heeded)


@transaction.atomic
def decide(
    *,
    submission: Submission,
    editor: User,
    outcome: Outcome,
    checklist: Mapping[str, bool],
    reason: str = "",
    version: int | None = None,
    now: datetime | None = None,
) -> Decision:
    """An editor's yes to the proposed text, or a no to the story; the checklist is kept with it.

    A no lays what was urgent to rest.

    Raises Gone, ChangedMeanwhile, NotNow; for a yes ChecklistGaps, and SamePerson for who edited the text.
    """
    now = now or timezone.now()
    row = locked(submission, version=version)
    proposal = current_proposal(row)
    if outcome == Outcome.APPROVE:
        if proposal is None or row.state not in (State.WAITING, State.APPROVED):
            raise NotNow(row.state)
        if gaps := checklist_gaps(checklist):
            raise ChecklistGaps(gaps)
        if proposal.staff_id == editor.pk:
            raise SamePerson
    decision = Decision.objects.create(
        submission=row,
        proposal=proposal,
        outcome=outcome,
        checklist=dict(checklist),
        reason=accepted(reason, longest=LONGEST_MESSAGE),
        staff_id=editor.pk,
        at=now,
    )
    note(row.uid, AuditAction.DECIDED, staff_id=editor.pk, now=now)
    if outcome == Outcome.DECLINE:
        move(row, State.DECLINED, decided_at=now, urgent=False)  # read and weighed; what comes after it counts again
        mail_teller(row)
    else:
        store(row)
    return decision
