"""What the page behind the code shows: what is kept, what happened, what waits for the teller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coalitions.models import CoalitionPage
from stories.consent.choosing import answers_of
from stories.intake.deciding import WhyNot, why_not
from stories.intake.difference import Part, difference
from stories.intake.facts import Fact, facts_of
from stories.intake.prompts import PROMPTS
from stories.keeping.ending import ending
from stories.keeping.retention import kept_until
from stories.models import AuditRow, Consent, Message, Proposal, Purpose, State, StoryPage, Submission, SubmissionFile
from stories.rules import BACK_BY_A_YES, CLOSED_STATES
from stories.services.reviewing import current_proposal
from stories.services.sharing import shared_texts, times_opened

__all__ = ["Happened", "Overview", "Taken", "overview"]

WORDS: dict[str, Promise] = {
    State.DRAFT: _("U bent nog aan het schrijven. Niemand leest mee."),
    State.SENT: _("Uw verhaal is verstuurd. De redactie gaat het lezen."),
    State.IN_REVIEW: _("De redactie leest uw verhaal."),
    State.WAITING: _("De redactie wacht op uw antwoord."),
    State.APPROVED: _("U zei ja. De redactie gaat uw verhaal plaatsen."),
    State.PUBLISHED: _("Uw verhaal staat op de site."),
    State.OFFLINE: _("Uw verhaal staat nu niet op de site."),
    State.DECLINED: _("Uw verhaal wordt niet geplaatst."),
    State.EXPIRED: _("Uw verhaal staat niet meer op de site: de tijd die u koos is voorbij. Wij hebben het nog."),
    State.WITHDRAWN: _("Uw verhaal staat niet meer op de site. Wij hebben het nog."),
}


OFF_THE_SITE: dict[str, Promise] = {
    State.WITHDRAWN: _("U haalde uw verhaal van de site"),
    State.EXPIRED: _("Uw verhaal ging van de site: de tijd die u koos was voorbij"),
}
"""What the decision was of a story that stood there."""


DECIDED = (*CLOSED_STATES, State.OFFLINE)
"""In which it was decided that the story isn't on the site: from that day on it is kept for so long."""


@dataclass(frozen=True)
class Happened:
    """Something that was done with the story."""

    what: Promise
    at: datetime


@dataclass(frozen=True)
class Taken:
    """A picture of theirs to take along; its name says nothing to who looks through the files of a phone."""

    picture: SubmissionFile
    name: str


@dataclass(frozen=True)
class Overview:
    """All of it; nothing is remembered."""

    submission: Submission
    state: Promise
    prompt: object
    facts: Sequence[Fact]
    """What was filled in beside the story."""
    times_read: int
    happened: Sequence[Happened]
    kept_until: datetime | None
    """The last day that we have it, when it is decided that it isn't on the site; None else."""
    shared_with: CoalitionPage | None
    """The coalition that may read the text now."""
    times_read_there: int
    endings: Sequence[Consent]
    """What is said yes to and soon over, the first first."""
    why_not: WhyNot | None
    """Only when it isn't placed."""
    consents: Sequence[Consent]
    messages: Sequence[Message]
    proposal: Proposal | None
    """Only while it waits for an answer."""
    parts: Sequence[Part]
    pictures: Sequence[Taken]
    page: StoryPage | None
    responses: Sequence[object]

    @property
    def coalition_waits(self) -> bool:
        """Whether a coalition may read what is agreed on."""
        yes = any(consent.given and consent.purpose == Purpose.COALITION for consent in self.consents)
        return yes and self.submission.coalition_id is not None

    @property
    def public_name(self) -> str:
        """The name that stands with it on the site, or will; "" for none."""
        named = any(consent.given and consent.named for consent in self.consents)
        return self.submission.name if named else ""

    @property
    def may_come_back(self) -> bool:
        """Whether a yes to the site is all that it takes for editors to read it again."""
        return self.submission.state in BACK_BY_A_YES

    @property
    def can_change(self) -> bool:
        """Whether the text may be changed."""
        return self.submission.may_change


def overview(submission: Submission, now: datetime | None = None) -> Overview:
    """At most seventeen queries."""
    now = now or timezone.now()
    proposal = _waiting(submission, now)
    page = StoryPage.objects.public().filter(pk=submission.page_id).first() if submission.page_id else None
    answers = answers_of(submission)
    refused = why_not(submission)
    coalition = submission.coalition if shared_texts(now).filter(submission=submission).exists() else None
    return Overview(
        submission=submission,
        state=WORDS[submission.state],
        prompt=PROMPTS.get(submission.prompt, ""),
        facts=facts_of(submission),
        times_read=AuditRow.objects.read_by_staff(submission.uid),
        happened=_happened(submission, refused),
        shared_with=coalition,
        times_read_there=times_opened(submission),
        kept_until=kept_until(submission) if submission.state in DECIDED and not coalition else None,
        endings=list(ending(now).filter(submission=submission)),
        why_not=refused,
        consents=[answers[purpose] for purpose in Purpose if purpose in answers and purpose != Purpose.DRAFT],
        messages=list(submission.messages.all()),
        proposal=proposal,
        parts=difference(submission.text, proposal.text) if proposal else (),
        pictures=_pictures(submission),
        page=page,
        responses=list(page.responses.visible().select_related("coalition", "approach")) if page else (),
    )


def _pictures(submission: Submission) -> list[Taken]:
    sent = enumerate(submission.files.all(), start=1)
    return [Taken(picture, f"document-{number}.{picture.extension}") for number, picture in sent]


def _waiting(submission: Submission, now: datetime) -> Proposal | None:
    if submission.state != State.WAITING:
        return None
    current = current_proposal(submission)
    return current if current and not current.reply and now <= current.deadline else None


def _happened(submission: Submission, refused: WhyNot | None) -> list[Happened]:
    decided = refused.happened if refused else _("De redactie nam een besluit")
    if submission.state in OFF_THE_SITE:
        decided = OFF_THE_SITE[submission.state]
    moments = (
        (_("U begon met vertellen"), submission.created_at),
        (_("U verstuurde uw verhaal"), submission.sent_at),
        (decided, submission.decided_at),
        (_("Uw verhaal kwam op de site"), submission.published_at),
    )
    return sorted((Happened(what, at) for what, at in moments if at), key=lambda happened: happened.at)
