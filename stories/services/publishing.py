"""One action makes a page of the approved text and what was consented to, and of nothing else of the submission."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.html import linebreaks
from wagtail.models import Collection, Page

from accounts.models import User
from coalitions.models import CoalitionPage
from core.models import SiteImage
from core.text import one_way
from stories.consent.choosing import answers_of
from stories.consent.using import may_be_used
from stories.keeping import files
from stories.keeping.code import ALPHABET
from stories.models import (
    AuditAction,
    HowCollected,
    Outcome,
    Placing,
    Proposal,
    Purpose,
    Reply,
    Role,
    Source,
    State,
    StoryIndexPage,
    StoryPage,
    Submission,
    SubmissionFile,
)
from stories.rules import LONGEST_NAME, accepted_line
from stories.services.changing import NotNow, locked, move, note
from stories.services.mailing import mail_teller
from stories.services.reviewing import current_proposal
from themes.models import Theme

__all__ = ["NoConsent", "NotApproved", "Placement", "PlaceTooFine", "publish"]

COLLECTION = "Foto’s bij verhalen"
"""A collection of its own, in which no coalition chooses pictures."""
COLLECTED = {
    Source.FOCUS_GROUP: HowCollected.FOCUS_GROUP,
    Source.PHONE: HowCollected.INTERVIEW,
}
VOICES = {role: role.value for role in (Role.PARENT, Role.EXPERT_BY_EXPERIENCE, Role.PROFESSIONAL)}


class NotApproved(Exception):
    """The teller or a second editor didn't say yes to this text (trust.md 8)."""


class NoConsent(Exception):
    """The teller doesn't say yes to publishing here, or no longer."""


class PlaceTooFine(Exception):
    """Below a coalition a story tells which municipality it is from, and the teller doesn't want that."""


@dataclass(frozen=True)
class Placement:
    """What the editors add: where it stands, and what it is about."""

    parent: StoryIndexPage | CoalitionPage
    themes: Sequence[Theme] = ()
    approaches: Sequence[object] = ()
    """ApproachPages."""


def publish(
    *,
    submission: Submission,
    editor: User,
    placement: Placement,
    version: int | None = None,
    now: datetime | None = None,
) -> StoryPage:
    """Put it on the site, and lay to rest what was urgent. A second time gives the page that is there.

    Raises Gone, ChangedMeanwhile, NotNow, NotApproved, NoConsent, PlaceTooFine, TextRefused; UploadRefused,
    Unreadable or FileNotFoundError for its picture; PublishPagePermissionError when this user may not publish there.
    """
    now = now or timezone.now()
    stored: list[SiteImage] = []
    try:
        with transaction.atomic():
            return _publish(locked(submission), version, editor, placement, now, stored)
    except BaseException:
        for picture in stored:  # the row is rolled back; its file is not
            picture.file.delete(save=False)
        raise


def _publish(
    row: Submission,
    version: int | None,
    editor: User,
    placement: Placement,
    now: datetime,
    stored: list[SiteImage],
) -> StoryPage:
    if row.state == State.PUBLISHED and row.page is not None:
        return row.page
    locked(row, version=version)  # what the teller cried out meanwhile must be read first
    proposal = _approved(row)
    if not may_be_used(row, Purpose.PUBLISH, now):
        raise NoConsent
    if not row.may_stand_below(placement.parent):
        raise PlaceTooFine
    page = _page(row, proposal, placement)
    page.picture, page.picture_alt = _picture(proposal, stored)
    Page.objects.select_for_update().get(pk=placement.parent.pk).add_child(instance=page)
    if row.placing == Placing.MUNICIPALITY and row.municipality is not None:
        page.municipalities.set([row.municipality])
    page.themes.set(list(placement.themes))
    page.approaches.set(list(placement.approaches))
    # Before it is live: whatever reads it from then on asks what its teller consents to.
    move(row, State.PUBLISHED, page=page, published_at=now, decided_at=now, urgent=False)
    page.from_submission = True  # not before: no other page that says so is ever added (StoryPage.save)
    page.save_revision(user=editor).publish(user=editor)
    page = StoryPage.objects.get(pk=page.pk)
    note(row.uid, AuditAction.PUBLISHED, staff_id=editor.pk, now=now)
    mail_teller(row)
    return page


def _approved(row: Submission) -> Proposal:
    """The text that the teller and a second editor both said yes to. Raises NotApproved and NotNow."""
    if row.state != State.APPROVED:
        raise NotNow(row.state)
    proposal = current_proposal(row)
    if proposal is None or proposal.reply != Reply.YES:
        raise NotApproved
    eyes = proposal.decisions.filter(outcome=Outcome.APPROVE).exclude(staff_id=proposal.staff_id)
    if not eyes.exists():
        raise NotApproved
    return proposal


def _page(row: Submission, proposal: Proposal, placement: Placement) -> StoryPage:
    consent = answers_of(row)[Purpose.PUBLISH]
    return StoryPage(
        title=proposal.title,
        slug=_slug(),
        summary=proposal.summary,
        body=[{"type": "paragraph", "value": linebreaks(proposal.text, autoescape=True)}],
        voice=VOICES.get(Role(row.role), ""),
        how_collected=COLLECTED.get(Source(row.source), HowCollected.OWN),
        phases=row.phases,
        questions=row.questions,
        region=row.region if row.placing == Placing.REGION else None,
        teller_name=accepted_line(one_way(row.name), longest=LONGEST_NAME) if consent.named else "",
        language=proposal.language,
        is_example=row.is_example,
        live=False,
    )


def _slug() -> str:
    """An address without a word of the title: it outlives the story in the browsers of those who read it."""
    return "verhaal-" + "".join(secrets.choice(ALPHABET) for _ in range(10)).lower()


def _picture(proposal: Proposal, stored: list[SiteImage]) -> tuple[SiteImage | None, str]:
    """The picture that was said yes to with the text, as one of the site; with what there is to see on it."""
    sent: SubmissionFile | None = proposal.picture
    if sent is None:
        return None, ""
    picture = SiteImage(
        title=f"Foto {sent.uid.hex[:8]}",
        file=files.picture(sent.uid, sent.extension),
        description=sent.alt,
        credit=sent.credit,
        people=sent.people,
        collection=_collection(),
    )
    stored.append(picture)
    picture.save()
    return picture, sent.alt


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found: Collection | None = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
