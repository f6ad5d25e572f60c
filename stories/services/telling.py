"""Telling: a draft that is kept when somebody says so, what they say yes to, and sending it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from coalitions.models import CoalitionPage
from core.text import one_way
from places.models import Municipality, Region
from stories.consent.choosing import Choice, answers_of, says_yes, write_down
from stories.consent.using import may_be_used
from stories.keeping.code import code_of, hash_of_code, hash_of_key
from stories.models import (
    AuditAction,
    Feeling,
    FocusGroup,
    Language,
    Placing,
    Purpose,
    Role,
    Source,
    State,
    Submission,
    TellerSession,
    Urgency,
)
from stories.rules import (
    BACK_BY_A_YES,
    LONGEST_CONTACT,
    LONGEST_LINE,
    LONGEST_NAME,
    accepted,
    accepted_line,
)
from stories.services.changing import NotNow, locked, move, note, store
from stories.services.door import READING
from stories.services.naming import take_name_off
from stories.services.withdrawing import take_page_down, withdraw
from themes.models import LifePhase, StandingQuestion

__all__ = [
    "Answers", "Entry", "ConsentNeeded", "NothingTold", "Start", "Told", "TooYoung", "change_sent", "choose_consent",
    "enter_for_teller", "not_needed", "save_draft", "send", "start_draft",
]  # fmt: skip

LINES: Final = {"title": LONGEST_LINE, "prompt": LONGEST_LINE, "name": LONGEST_NAME, "contact": LONGEST_CONTACT}
"""What is told in one line, and how many characters of it."""
NOT_EDITED: Final = frozenset({"contact", "coalition"})
"""What is told and never stands on the site, nor is weighed for it: how to reach somebody, and with whom to share."""


class TooYoung(Exception):
    """Below 16 nobody can consent by themselves (UAVG 5): nothing is stored."""


class ConsentNeeded(Exception):
    """The yes that this can't be done without was not given."""


class NothingTold(Exception):
    """There is no text to send."""


@dataclass(frozen=True)
class Start:
    """The first screen. Nothing is stored unless the last two are True."""

    role: Role
    with_helper: bool = False
    language: Language = Language.DUTCH
    sixteen_or_older: bool = False
    keep_draft: bool = False


@dataclass(frozen=True)
class Answers:
    """What a story means to its teller."""

    feelings: Sequence[Feeling] = ()
    big_role: str = ""
    """Who played a big role; one line."""
    should_know: str = ""
    """Who should know this; one line."""

    def as_data(self) -> dict[str, Any]:
        """As it is stored. Raises TextRefused."""
        return {
            "feelings": [str(Feeling(feeling)) for feeling in self.feelings],
            "big_role": accepted_line(self.big_role),
            "should_know": accepted_line(self.should_know),
        }


@dataclass(frozen=True)
class Told:
    """What a step of telling fills in; None leaves a field as it is."""

    prompt: str | None = None
    title: str | None = None
    text: str | None = None
    answers: Answers | None = None
    contact: str | None = None
    name: str | None = None
    questions: Sequence[str] | None = None
    phases: Sequence[str] | None = None
    about_child_or_partner: bool | None = None
    other_agrees: bool | None = None
    placing: Placing | None = None
    """With it come region, municipality: what is finer than this is dropped."""
    region: Region | None = None
    municipality: Municipality | None = None
    coalition: CoalitionPage | None = None
    no_coalition: bool = False
    """Said not to know which; else None leaves the one that was chosen."""

    def as_agreed(self, choices: Mapping[Purpose, Choice]) -> "Told":
        """Without what belongs to a yes that was asked and not given: we have no use for it, and don't keep it."""
        named = says_yes(choices, Purpose.PUBLISH) and choices[Purpose.PUBLISH].named
        return replace(
            self,
            name=self.name if named else "",
            contact=self.contact if says_yes(choices, Purpose.CONTACT) or Purpose.CONTACT not in choices else "",
            coalition=self.coalition if says_yes(choices, Purpose.COALITION) else None,
            no_coalition=self.no_coalition or not says_yes(choices, Purpose.COALITION),
        )

    def as_changes(self) -> dict[str, Any]:
        """The fields of Submission to write. Raises TextRefused."""
        changes = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        if changes.pop("no_coalition"):
            changes["coalition"] = None
        if self.text is not None:
            changes["text"] = accepted(self.text)
        if self.name is not None:
            changes["name"] = one_way(self.name)  # it stands in our own sentences
        for name, longest in LINES.items():
            if name in changes:
                changes[name] = accepted_line(changes[name], longest=longest)
        if self.answers is not None:
            changes["answers"] = self.answers.as_data()
        for name, known in (("questions", StandingQuestion), ("phases", LifePhase)):
            if name in changes:
                changes[name] = [str(choice) for choice in known if choice in changes[name]]
        if self.placing is not None:
            changes["region"] = self.region if self.placing == Placing.REGION else None
            changes["municipality"] = self.municipality if self.placing == Placing.MUNICIPALITY else None
        return changes


@dataclass(frozen=True)
class Entry:
    """What an editor writes down of what somebody told elsewhere; `choices` as they were given there."""

    source: Source
    start: Start
    told: Told
    choices: Mapping[Purpose, Choice]
    focus_group: FocusGroup | None = None
    urgency: Sequence[Urgency] = ()
    agreed_on: date | None = None
    """The day on which the choices were made; None: now."""

    def agreed_at(self, now: datetime) -> datetime:
        """The moment that is kept with the choices: noon, when only the day is known."""
        if self.agreed_on is None or self.agreed_on == timezone.localdate(now):
            return now
        return timezone.make_aware(datetime.combine(self.agreed_on, time(12)))


@transaction.atomic
def start_draft(*, key: str, start: Start, now: datetime | None = None) -> Submission:
    """A draft under the code of this key (stories.keeping.code); a second time the same one.

    Raises TooYoung and ConsentNeeded, and then nothing is stored.
    """
    if not start.sixteen_or_older:
        raise TooYoung
    if not start.keep_draft:
        raise ConsentNeeded(Purpose.DRAFT)
    now = now or timezone.now()
    submission, new = Submission.objects.get_or_create(
        code_hash=hash_of_code(code_of(key)),
        defaults={
            "role": start.role,
            "with_helper": start.with_helper,
            "language": start.language,
            "created_at": now,
            "saved_at": now,
        },
    )
    if new:
        TellerSession.objects.create(
            key_hash=hash_of_key(key), submission=submission, ends_at=now + settings.KEEP_DRAFTS
        )
        write_down(submission, {Purpose.DRAFT: Choice(True)}, now=now)
    return submission


@transaction.atomic
def save_draft(
    *, submission: Submission, told: Told, version: int | None = None, now: datetime | None = None
) -> Submission:
    """Keep what was typed. What is the same changes nothing.

    Raises NotNow once it was sent, Gone, ChangedMeanwhile and TextRefused.
    """
    row = locked(submission)
    if row.state != State.DRAFT:
        raise NotNow(row.state)
    if not (changes := _changes(row, told)):
        return row
    locked(row, version=version)
    return store(row, **changes, saved_at=now or timezone.now())


@transaction.atomic
def change_sent(
    *, submission: Submission, told: Told, version: int | None = None, now: datetime | None = None
) -> Submission:
    """The teller changes what was sent and isn't published: editors begin anew, an earlier yes no longer counts.

    What is the same changes nothing, and what is NOT_EDITED leaves the work of the editors as it is, whatever they
    decided. Raises NotNow, Gone, ChangedMeanwhile and TextRefused.
    """
    row = locked(submission)
    if row.state == State.DRAFT:
        raise NotNow(row.state)
    if not (changes := _changes(row, told)):
        return row
    is_edited = not changes.keys() <= NOT_EDITED
    if is_edited and not row.may_change:
        raise NotNow(row.state)  # before a conflict is seen: who is asked to choose can keep what they choose
    locked(row, version=version)
    saved = {"saved_at": now or timezone.now()}
    if not is_edited:
        return store(row, **changes, **saved)
    row.proposals.update(overtaken=True)
    if row.state == State.SENT:
        return store(row, **changes, **saved)
    return move(row, State.SENT, **changes, **saved)


def _changes(row: Submission, told: Told) -> dict[str, Any]:
    """The fields that would be other than they are kept. Raises TextRefused.

    Without any it doesn't matter which version was read: mostly a double click, or the script of the page a moment
    before.
    """
    return {name: value for name, value in told.as_changes().items() if _kept(row, name) != value}


def _kept(row: Submission, name: str) -> Any:
    """A field as `Told.as_changes` writes it: a step that was never filled in is one with nothing in it."""
    kept = getattr(row, name)
    return {**Answers().as_data(), **kept} if name == "answers" else kept


@transaction.atomic
def choose_consent(
    *,
    submission: Submission,
    choices: Mapping[Purpose, Choice],
    now: datetime | None = None,
) -> Submission:
    """Write down what the teller says yes and no to, at any time. Raises Gone.

    A no counts at once: to publishing takes the page away, to the name takes that away, wherever it stood; to keeping
    a draft, or to reading what was sent, takes back everything. What belonged to a yes isn't kept after a no.
    A yes to publishing after that brings it back to the editors, as if it was sent now: what was agreed before is over.
    """
    row = locked(submission)
    write_down(row, choices, now=now)
    needed = Purpose.DRAFT if row.state == State.DRAFT else Purpose.READ
    if not may_be_used(row, needed, now):
        withdraw(submission=row, now=now)
        return row
    gone = not_needed(choices)
    if row.page_id is not None and not may_be_used(row, Purpose.PUBLISH, now):
        return store(take_page_down(submission=row, state=State.WITHDRAWN, now=now), **gone)
    if row.page_id is not None and "name" in gone:
        take_name_off(page=row.page_id)
    if row.state in BACK_BY_A_YES and may_be_used(row, Purpose.PUBLISH, now):
        row.proposals.update(overtaken=True)
        # How long it is kept counts from here on (keeping.retention).
        return move(row, State.SENT, sent_at=now or timezone.now(), decided_at=None, **gone)
    return store(row, **gone)


def not_needed(choices: Mapping[Purpose, Choice]) -> dict[str, Any]:
    """What we have no use for after these answers: fields of Submission, empty."""
    no = {purpose for purpose, choice in choices.items() if not choice.given}
    unnamed = Purpose.PUBLISH in no or (Purpose.PUBLISH in choices and not choices[Purpose.PUBLISH].named)
    return {
        **({"name": ""} if unnamed else {}),
        **({"contact": ""} if Purpose.CONTACT in no else {}),
        **({"coalition": None} if Purpose.COALITION in no else {}),
    }


@transaction.atomic
def send(
    *,
    submission: Submission,
    urgency: Sequence[Urgency] = (),
    slow: bool = False,
    version: int | None = None,
    now: datetime | None = None,
) -> Submission:
    """Give it to the editors; sent before, it stays as it is. Raises NothingTold, ConsentNeeded, Gone."""
    row = locked(submission)
    if row.state != State.DRAFT:
        return row  # a double click, the back button, a retry after a time-out
    now = now or timezone.now()
    locked(submission, version=version)
    if not row.text.strip():
        raise NothingTold
    read = answers_of(row).get(Purpose.READ)
    if read is None or not read.given:
        raise ConsentNeeded(Purpose.READ)
    # What is told is told: from now on the phone may be somebody else's, as after a visit with the code.
    row.sessions.filter(ends_at__gt=now + READING).update(ends_at=now + READING)
    return move(
        row,
        State.SENT,
        sent_at=now,
        urgent=bool(urgency),
        urgency=[str(Urgency(reason)) for reason in urgency],
        slow=slow,
    )


@transaction.atomic
def enter_for_teller(*, key: str, editor: User, entry: Entry, now: datetime | None = None) -> Submission:
    """A story that was told by phone, on paper or in a focus group, with the consent as it was given there.

    What belongs to a yes that wasn't given isn't kept. The same key twice is one story.
    Raises what start_draft, save_draft and send raise.
    """
    now = now or timezone.now()
    draft = start_draft(key=key, start=entry.start, now=now)
    if draft.state != State.DRAFT:
        return draft
    save_draft(submission=draft, told=entry.told.as_agreed(entry.choices), now=now)
    choose_consent(submission=draft, choices=entry.choices, now=entry.agreed_at(now))
    sent = send(submission=draft, urgency=entry.urgency, now=now)
    sent.sessions.all().delete()  # the browser is the editor's
    note(sent.uid, AuditAction.ENTERED, staff_id=editor.pk, now=now)
    return store(sent, source=entry.source, focus_group=entry.focus_group, entered_by=editor.pk)
