"""Submissions for tests, made by the services: no test sees one that couldn't be."""

from datetime import datetime
from itertools import count
from typing import Any

from accounts.models import User
from stories.consent.choosing import Choice
from stories.keeping.code import new_key
from stories.models import Outcome, Proposal, Purpose, Reply, Role, StoryIndexPage, StoryPage, Submission
from stories.rules import CHECKLIST
from stories.services import publishing, reviewing, telling
from stories.services.publishing import Placement
from stories.services.reviewing import Edited
from stories.services.telling import Start, Told
from tests.factories.accounts import publishers

__all__ = ["ALL_YES", "CHECKED", "an_editor", "approved", "draft", "proposed", "published", "sent"]

ALL_YES = {purpose: Choice(True) for purpose in Purpose if purpose is not Purpose.DRAFT}
CHECKED = dict.fromkeys(CHECKLIST, True)
_numbers = count(1)
TOLD = Told(title="Mijn dag", text="Het was een lange nacht.")


def an_editor() -> User:
    """Somebody else every time: two pairs of eyes are two accounts."""
    editor = User.objects.create_user(email=f"redactie{next(_numbers)}@example.org")
    editor.groups.add(publishers())
    return editor


def draft(key: str = "", *, now: datetime | None = None, **start: Any) -> Submission:
    options = {"role": Role.PARENT, "sixteen_or_older": True, "keep_draft": True, **start}
    return telling.start_draft(key=key or new_key(), start=Start(**options), now=now)


def sent(
    key: str = "", *, told: Told = TOLD, choices: Any = None, now: datetime | None = None, **start: Any
) -> Submission:
    row = draft(key, now=now, **start)
    telling.save_draft(submission=row, told=told, now=now)
    telling.choose_consent(submission=row, choices=ALL_YES if choices is None else choices, now=now)
    return telling.send(submission=row, now=now)


def proposed(
    row: Submission | None = None, *, now: datetime | None = None, **edited: Any
) -> tuple[Submission, Proposal]:
    row = row or sent(now=now)
    text = Edited(**{"title": "Een lange nacht", "text": "De nacht was lang.", **edited})
    proposal = reviewing.propose_edit(submission=row, editor=an_editor(), edited=text, now=now)
    row.refresh_from_db()
    return row, proposal


def approved(row: Submission | None = None, *, now: datetime | None = None, **edited: Any) -> Submission:
    row, proposal = proposed(row, now=now, **edited)
    reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.YES, now=now)
    reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.APPROVE, checklist=CHECKED, now=now)
    row.refresh_from_db()
    return row


def published(
    row: Submission | None = None, *, now: datetime | None = None, **edited: Any
) -> tuple[Submission, StoryPage]:
    row = approved(row, now=now, **edited)
    placement = Placement(StoryIndexPage.objects.get())
    page = publishing.publish(submission=row, editor=an_editor(), placement=placement, now=now)
    row.refresh_from_db()
    return row, page
