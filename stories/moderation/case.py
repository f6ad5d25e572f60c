"""All that an editor sees of one submission."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from coalitions.tree import shown_day
from stories.consent.choosing import answers_of
from stories.consent.using import may_be_used
from stories.looking_again import traces_in, traces_in_name
from stories.mails import mail_address
from stories.models import (
    AuditRow,
    Consent,
    Decision,
    Feeling,
    Message,
    Outcome,
    Proposal,
    Purpose,
    Source,
    State,
    StoryPage,
    Submission,
    SubmissionFile,
)  # fmt: skip
from stories.moderation.queue import why_urgent
from stories.moderation.suggesting import suggestions
from stories.rules import OPEN_STATES
from stories.services.reviewing import current_proposal
from stories.traces import Piece, Trace, pieces
from themes.models import Theme

__all__ = ["Case", "Passage", "candidate_approaches", "case_of", "passages", "themes_of"]

APPROACHES: Final = 30
"""As many as somebody can choose from; others are added on the page itself."""


@dataclass(frozen=True)
class Passage:
    """Something in a text to look at again."""

    text: str
    trace: Trace


@dataclass(frozen=True)
class Act:
    """A line of the audit, with a name to it."""

    at: datetime
    what: str
    who: str


@dataclass(frozen=True)
class Case:
    """A submission with what belongs to it, read once."""

    submission: Submission
    told: list[Piece]
    passages: list[Passage]
    in_name: list[Passage]
    """The public name, if that says more than was asked for."""
    proposals: list[Proposal]
    current: Proposal | None
    proposed: list[Piece]
    decisions: list[Decision]
    messages: list[Message]
    consents: Mapping[Purpose, Consent]
    pictures: list[SubmissionFile]
    audit: list[Act]
    themes: list[Theme]
    """What the text seems to be about."""
    is_mailed: bool
    """Whether the teller hears by mail of what is asked, proposed and decided."""
    is_to_be_called: bool
    """Whether there is only another way to reach them, which is for people to use."""

    @property
    def answers(self) -> Mapping[str, Any]:
        """What it means to the teller, in words."""
        answers: Mapping[str, Any] = self.submission.answers  # type: ignore[assignment]
        feelings = [Feeling(value).label for value in answers.get("feelings", ()) if value in Feeling.values]
        return {**answers, "feelings": feelings}

    @property
    def why_urgent(self) -> list[str]:
        return why_urgent(self.submission)

    @property
    def help_was_shown(self) -> bool:
        """Whether the teller saw where help is, for words of danger in what was told on the site."""
        return self.submission.source == Source.WEB and self.submission.has_words_of_danger

    @property
    def may_contact(self) -> bool:
        return bool(self.submission.contact) and self._says_yes(Purpose.CONTACT)

    @property
    def is_named(self) -> bool:
        """Whether the teller wants a name with the story."""
        consent = self.consents.get(Purpose.PUBLISH)
        return bool(self.submission.name and consent and consent.named)

    @property
    def may_publish(self) -> bool:
        return self._says_yes(Purpose.PUBLISH)

    @property
    def may_share(self) -> bool:
        """Whether the teller wants a coalition to read it, and said which."""
        return self.submission.coalition is not None and self._says_yes(Purpose.COALITION)

    @property
    def second_yes(self) -> Decision | None:
        """The yes of another editor to the text as it is now proposed."""
        if self.current is None:
            return None
        yes = (one for one in self.decisions if one.outcome == Outcome.APPROVE and one.proposal_id == self.current.pk)
        return next((one for one in yes if self.current and one.staff_id != self.current.staff_id), None)

    @property
    def is_open(self) -> bool:
        return self.submission.state in OPEN_STATES

    @property
    def is_agreed(self) -> bool:
        """Whether its teller said yes to the text: then that isn't what has to be done to it."""
        return self.submission.state == State.APPROVED and self.current is not None

    @property
    def can_decide(self) -> bool:
        waits = self.submission.state in (State.WAITING, State.APPROVED)
        return waits and self.current is not None and self.second_yes is None

    @property
    def can_publish(self) -> bool:
        return self.submission.state == State.APPROVED and self.second_yes is not None and self.may_publish

    @property
    def can_take_off(self) -> bool:
        return self.submission.page_id is not None

    @property
    def next_step(self) -> str:
        """What has to happen now, and by whom."""
        state = State(self.submission.state)
        if state in _STEPS:
            return (
                f"{_BACK} {_STEPS[state]}" if state in OPEN_STATES and self.submission.published_at else _STEPS[state]
            )
        if state == State.WAITING and self.current:
            eyes = "" if self.second_yes else " Een tweede redacteur kan de tekst nu al nakijken."
            return f"De verteller heeft tot en met {shown_day(self.current.deadline)} om te antwoorden.{eyes}"
        if not self.may_publish and self.may_share:
            who = f"De coalitie {self.submission.coalition} leest de tekst"
            when = "nu" if self.second_yes else "na een ja van een tweede redacteur"
            return f"De verteller zei nee tegen plaatsen op de site en ja tegen delen. {who} {when}."
        if not self.may_publish:
            return "De verteller zei nee tegen plaatsen op de site. U kunt dit verhaal niet plaatsen."
        if self.second_yes is None:
            return "De verteller zei ja. Nu moet een tweede redacteur de tekst nakijken."
        return "De verteller en een tweede redacteur zeiden ja. U kunt het verhaal plaatsen."

    def _says_yes(self, purpose: Purpose) -> bool:
        """As answered; whether it still holds today is for the service to say (stories.consent.using)."""
        consent = self.consents.get(purpose)
        return consent is not None and consent.given


_BACK: Final = (
    "Dit verhaal stond eerder op de site. De verteller liet het weghalen, of de tijd was voorbij. Nu mag het weer."
)
_STEPS: Final = {
    State.SENT: "Lees het verhaal en maak een tekst die op de site kan staan.",
    State.IN_REVIEW: "Maak een tekst die op de site kan staan en leg die voor aan de verteller.",
    State.PUBLISHED: "Het verhaal staat op de site.",
    State.OFFLINE: "De pagina is offline gehaald. Zet die weer online, of haal het verhaal van de site.",
    State.DECLINED: "Het verhaal wordt niet geplaatst.",
    State.EXPIRED: "De toestemming is voorbij.",
}


def case_of(submission: Submission) -> Case:
    """Everything about a submission whose opening was noted (reviewing.open_story). The queries don't grow with it."""
    current = current_proposal(submission)
    traces = traces_in(submission.text, submission)
    in_name = _passages(submission.name, traces_in_name(submission))
    is_mailed = bool(mail_address(submission))
    return Case(
        submission=submission,
        told=pieces(submission.text, traces),
        passages=[*in_name, *_passages(submission.text, traces), *_elsewhere(submission)],
        in_name=in_name,
        proposals=list(submission.proposals.all()),
        current=current,
        proposed=pieces(current.text, traces_in(current.text, submission)) if current else [],
        decisions=list(submission.decisions.all()),
        messages=list(submission.messages.all()),
        consents=answers_of(submission),
        pictures=list(submission.files.all()),
        audit=_acts(submission),
        themes=themes_of(submission, current),
        is_mailed=is_mailed,
        is_to_be_called=bool(submission.contact) and not is_mailed and may_be_used(submission, Purpose.CONTACT),
    )


def themes_of(submission: Submission, current: Proposal | None) -> list[Theme]:
    """What it seems to be about, by the edited text if there is one."""
    return suggestions([current.text if current else submission.text])[0]


def passages(texts: Iterable[str], submission: Submission) -> list[Passage]:
    """What in these texts is to be looked at again."""
    return [passage for text in texts for passage in _passages(text, traces_in(text, submission))]


def _elsewhere(submission: Submission) -> list[Passage]:
    """In what the teller wrote beside the story."""
    answers: Any = submission.answers
    return passages((submission.title, answers.get("big_role", ""), answers.get("should_know", "")), submission)


def candidate_approaches(submission: Submission, themes: Sequence[Theme]) -> QuerySet[Any]:
    """Public approaches that a story may be about: of its municipality, or with these themes; the newest of each."""
    # By the field: an app beside this one isn't imported.
    model: Any = StoryPage._meta.get_field("approaches").related_model
    public = model.objects.public()
    near = public.filter(municipalities=submission.municipality_id) if submission.municipality_id else public.none()
    same = public.filter(themes__in=themes)
    keys = [*near.newest_first().values_list("pk", flat=True)[:APPROACHES]]
    keys += [*same.newest_first().values_list("pk", flat=True)[:APPROACHES]]
    chosen = list(dict.fromkeys(keys))[:APPROACHES]
    found: QuerySet[Any] = model.objects.filter(pk__in=chosen).order_by("title")
    return found


def _passages(text: str, traces: Sequence[Trace]) -> list[Passage]:
    return [Passage(text[trace.start : trace.end], trace) for trace in traces]


def _acts(submission: Submission) -> list[Act]:
    rows = list(AuditRow.objects.filter(submission=submission.uid).order_by("pk"))
    people = User.objects.in_bulk([row.staff_id for row in rows if row.staff_id])
    return [Act(row.at, row.get_action_display(), _person(people, row.staff_id)) for row in rows]


def _person(people: Mapping[int, User], staff_id: int | None) -> str:
    if staff_id is None:
        return "de klok"
    return str(people.get(staff_id, "iemand die hier niet meer werkt"))
