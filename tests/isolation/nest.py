"""Two coalitions side by side: A, whose member looks around, and B, with a canary in every field that isn't public.

A's own things are there too, since other people's show in what refers to them: usage, comparisons, filters.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupApprovalTask,
    Page,
    PageSubscription,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.models import PageLogEntry as Entry

from accounts.models import User
from approaches.models import (
    ApproachPage,
    BuildingBlock,
    Check,
    CheckOutcome,
    Confirmation,
    ConfirmationRequest,
    EvidenceQuote,
    Funding,
    PublishedVersion,
    Retirement,
    Source,
    StoredCard,
)
from coalitions.invitations import invite
from coalitions.models import CoalitionPage, PublicationTask, PublicationTaskState
from core.models import ExportLog, SiteDocument, SiteImage
from mail.models import Message
from pages.models import KnowledgePage
from stories.models import CoalitionAnswer, CoalitionResponse, StoryPage, Submission
from stories.services.telling import Told
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, member_of
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import proposed, sent

CANARY = "KanarieVanB"
"""Stands in everything of B that A may not see. Letters only: no encoding changes it."""
WORD = "Geheimzin"
"""Stands before each canary, and is what searches ask for: an echo of the question is no leak."""
SECRET = f"{WORD} {CANARY}"
SLUG = "schuilplaats"
"""Begins each address of B that A may not see."""
LOWER = (CANARY.lower(), SLUG)
"""What the crawl looks for, in lower case."""


@dataclass
class Nest:
    """A and B, and the ids by which B can be asked for."""

    ours: CoalitionPage
    theirs: CoalitionPage
    our_page: ApproachPage
    pages: list[Page]
    images: list[SiteImage]
    documents: list[SiteDocument]
    people: list[User]
    collections: list[Collection]
    revisions: list[Revision] = field(default_factory=list)
    others: list[models.Model] = field(default_factory=list)

    def of(self, *kinds: type[models.Model]) -> list[models.Model]:
        """The other things of these kinds."""
        return [thing for thing in self.others if isinstance(thing, kinds)]


def canaried(model: type[models.Model], *, leave: Iterable[str] = ()) -> dict[str, Any]:
    """A canary for every text field that people fill in, of whatever type the model gets later on."""
    return {
        one.name: value
        for one in model._meta.concrete_fields
        if one.editable and one.name not in leave and (value := _value(one)) is not None
    }


def _value(one: models.Field) -> Any:
    if isinstance(one, StreamField):
        return [("paragraph", f"<p>{SECRET}</p>")] if "paragraph" in one.stream_block.child_blocks else None
    if getattr(one, "choices", None) or ((one.max_length or 9999) < len(SECRET)):
        return None
    if isinstance(one, models.EmailField):
        return f"{CANARY.lower()}@b.test"
    if isinstance(one, models.URLField):
        return f"https://elders.test/{CANARY}"
    if isinstance(one, models.CharField | models.TextField) and not isinstance(one, models.SlugField):
        return SECRET
    return None


PUBLIC_PARTS = ("slug", "path", "url_path", "content_date", "external_id", "file", "file_hash")


def _written(model: type[models.Model]) -> dict[str, Any]:
    return canaried(model, leave=PUBLIC_PARTS)


def build() -> Nest:
    """Make both coalitions."""
    ours, theirs = CoalitionPageFactory(title="Van ons", slug="van-ons"), CoalitionPageFactory(title="Zij", slug="zij")
    our_page = ApproachPageFactory(parent=ours, title="Onze aanpak", slug="onze-aanpak")
    hidden = CoalitionPageFactory(live=False, slug=f"{SLUG}-coalitie", **_written(CoalitionPage))
    person = member_of(theirs, hidden, email=f"{CANARY.lower()}@b.test", first_name=WORD, last_name=CANARY)
    theirs.refresh_from_db()
    CoalitionPage.objects.filter(pk=theirs.pk).update(contact_name=SECRET, contact_email=f"{CANARY.lower()}@b.test")
    nest = Nest(ours, theirs, our_page, [], [], [], [person], _collections(theirs))
    _files(nest)
    _pages(nest, hidden)
    _around_pages(nest)
    _workflow(nest)
    _beside_pages(nest)
    _told(nest)
    for page in nest.pages:
        ReferenceIndex.create_or_update_for_object(page.specific)
    return nest


def _collections(theirs: CoalitionPage) -> list[Collection]:
    own = theirs.team.collection
    own.name = SECRET
    own.save()
    own.refresh_from_db()
    private = own.add_child(name=f"{SECRET} achter slot")
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(theirs.team.group)
    return [own, private]


def _files(nest: Nest) -> None:
    person = nest.people[0]
    for collection in nest.collections:
        image = ImageFactory(collection=collection, uploaded_by_user=person, **_written(SiteImage))
        image.tags.add(SECRET)
        image.get_rendition("max-165x165")
        document = DocumentFactory(
            collection=collection,
            uploaded_by_user=person,
            content=SECRET.encode(),
            filename=f"{SLUG}.txt",
            title=SLUG,  # its file is named after it, and stands in its address
        )
        SiteDocument.objects.filter(pk=document.pk).update(**_written(SiteDocument))
        document.tags.add(SECRET)
        nest.images.append(image)
        nest.documents.append(document)
    for model in (SiteImage, SiteDocument):
        nest.others.append(
            UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(model), file=f"{CANARY}.jpg", uploaded_by_user=person
            )
        )


def _pages(nest: Nest, hidden: CoalitionPage) -> None:
    link = [
        ("paragraph", f'<p>{SECRET} <a linktype="page" id="{nest.our_page.pk}">door</a></p>'),
        ("link_card", {"page": nest.our_page, "url": "", "title": SECRET, "text": SECRET}),
    ]
    written = {**_written(ApproachPage), "need": link, "picture": nest.images[0], "owner": nest.people[0]}
    draft = ApproachPageFactory(
        parent=nest.theirs, live=False, slug=f"{SLUG}-concept", tags=[SECRET],
        building_blocks=[BuildingBlock(**_written(BuildingBlock))], funding=[Funding(source="wmo", purpose=SECRET)],
        sources=[Source(**_written(Source))], **written,
    )  # fmt: skip
    restricted = ApproachPageFactory(parent=nest.theirs, slug=f"{SLUG}-besloten", **written)
    rule = PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.GROUPS)
    rule.groups.add(nest.theirs.team.group)
    story = StoryPageFactory(
        parent=nest.theirs, live=False, slug=f"{SLUG}-verhaal", approaches=[nest.our_page], tags=[SECRET],
        owner=nest.people[0], **_written(StoryPage),
    )  # fmt: skip
    knowledge = KnowledgePageFactory(
        parent=hidden, live=False, slug=f"{SLUG}-kennis", owner=nest.people[0], **_written(KnowledgePage)
    )
    public = ApproachPageFactory(parent=nest.theirs, title="Openbaar", slug="openbaar")
    nest.others.append(rule)
    nest.pages += [draft, restricted, story, knowledge, public, nest.theirs, hidden]


def _around_pages(nest: Nest) -> None:
    """Revisions that aren't published, comments, locks, who is editing, what happened, where it was before."""
    person, now = nest.people[0], timezone.now()
    for page in nest.pages:
        specific = Page.objects.get(pk=page.pk).specific
        for name, value in _written(type(specific)).items():
            setattr(specific, name, value)
        nest.revisions.append(specific.save_revision(user=person, log_action=True, clean=False))
        page.refresh_from_db()
        content_type = ContentType.objects.get_for_model(specific)
        comment = Comment.objects.create(page=page, user=person, text=SECRET, contentpath="title")
        reply = CommentReply.objects.create(comment=comment, user=person, text=SECRET)
        session = EditingSession.objects.create(
            user=person, content_type=content_type, object_id=page.pk, last_seen_at=now, is_editing=True
        )
        Entry.objects.log_action(page, "wagtail.edit", user=person, title=SECRET, data={"title": SECRET})
        PageSubscription.objects.create(page=page, user=person, comment_notifications=True)
        redirect = Redirect.objects.create(
            old_path=f"/{CANARY.lower()}-{page.pk}", redirect_page=page, site=Site.objects.get()
        )
        nest.others += [comment, reply, session, redirect]
    Page.objects.filter(pk=nest.pages[0].pk).update(locked=True, locked_by=person, locked_at=now)


def _beside_pages(nest: Nest) -> None:
    """What is kept about an approach in tables of its own, and who was invited."""
    person, now = nest.people[0], timezone.now()
    for page in nest.pages:
        if isinstance(page.specific, ApproachPage) and not page.live:
            approach = page.specific
            nest.others += [
                Check.objects.create(page=approach, checked_by=person, outcome=CheckOutcome.OK, reason=SECRET),
                EvidenceQuote.objects.create(
                    page=approach, level=WORD, owner=SECRET, day=now.date(), url=f"https://elders.test/{CANARY}"
                ),
                request := ConfirmationRequest.objects.create(page=approach, expires_at=now),
                Confirmation.objects.create(page=approach, request=request, confirmed_by=person),
                Retirement.objects.create(page=approach, retired_by=person, reason="anders", explanation=SECRET),
                PublishedVersion.objects.create(
                    page=approach, number=1, published_at=now, revision=nest.revisions[0], changes=[SECRET]
                ),
            ]
            StoredCard.objects.create(page=approach, digest=CANARY, content=SECRET.encode())
    Message.objects.create(
        sender=person.email, to=[person.email], subject=SECRET, text=SECRET, created=now, next_attempt=now
    )
    ExportLog.objects.create(user=person, name=SECRET, kind="csv", rows=1, filters={"q": SECRET})
    nest.others.append(invite(nest.theirs, email=f"gast-{CANARY.lower()}@b.test", as_coordinator=False, by=person))


def _told(nest: Nest) -> None:
    """What somebody told of B, with what was asked and proposed; and what B says back to a story."""
    story, approach, now = nest.pages[2], nest.pages[0], timezone.now()
    told = Told(title=SECRET, text=SECRET, name=SECRET, contact=f"{CANARY.lower()}@verteller.test")
    row, _proposal = proposed(sent(told=told), title=SECRET, text=SECRET)
    Submission.objects.filter(pk=row.pk).update(coalition=nest.theirs, page=story)
    responses = [
        CoalitionResponse.objects.create(
            story_id=story.pk, coalition=nest.theirs, answer=answer, text=SECRET, what=SECRET, approach_id=approach.pk,
            without_approach=SECRET, at=now, checked_at=checked,
        )
        for answer, checked in ((CoalitionAnswer.CHANGED, None), (CoalitionAnswer.WILL_CHANGE, now))
    ]  # fmt: skip
    nest.others += [row, *responses]


def _workflow(nest: Nest) -> None:
    workflow = Workflow.objects.create(name=SECRET)
    task = GroupApprovalTask.objects.create(name=SECRET)
    task.groups.add(Group.objects.get(pk=nest.theirs.team.group_id))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=nest.theirs)
    draft, revision = nest.pages[0].specific, nest.revisions[0]
    state = WorkflowState.objects.create(
        workflow=workflow,
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=ContentType.objects.get_for_model(draft),
        object_id=draft.pk,
        requested_by=nest.people[0],
    )
    task_state = TaskState.objects.create(
        workflow_state=state,
        revision=revision,
        task=task,
        status="rejected",
        comment=SECRET,
        finished_by=nest.people[0],
    )
    _stands_at(state, task_state)
    _submitted(nest, workflow)
    nest.others += [workflow, Task.objects.get(pk=task.pk), state, task_state]


def _submitted(nest: Nest, workflow: Workflow) -> None:
    """A story that waits for a yes."""
    story = nest.pages[2].specific
    state = WorkflowState.objects.create(
        workflow=workflow,
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=ContentType.objects.get_for_model(story),
        object_id=story.pk,
        requested_by=nest.people[0],
    )
    waits = PublicationTaskState.objects.create(
        workflow_state=state,
        revision=nest.revisions[2],
        task=PublicationTask.objects.create(name=SECRET),
        comment=SECRET,
        coalition=nest.theirs,
    )
    _stands_at(state, waits)
    nest.others += [state, waits]


def _stands_at(state: WorkflowState, task_state: TaskState) -> None:
    """Without a task that it stands at, Wagtail can't show a workflow."""
    state.current_task_state = task_state
    state.save(update_fields=["current_task_state"])
