"""A story of a parent goes live by the editors' yes: nobody of a coalition can publish one, by any verb."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from accounts.models import User
from coalitions.models import CoalitionPage
from coalitions.publication import PublicationTaskState
from stories.models import StoryPage, Voice
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons")


@pytest.fixture
def coordinator(coalition: CoalitionPage, client: Client) -> User:
    user = coordinator_of(coalition)
    client.force_login(user)
    return user


def draft(coalition: CoalitionPage, voice: str = Voice.PARENT, **fields: Any) -> StoryPage:
    page = StoryPageFactory(**{"parent": coalition, "live": False, "voice": voice, "people": "niemand", **fields})
    page.save_revision()
    page.refresh_from_db()
    return page


def form(page: StoryPage | None = None, **fields: str) -> dict[str, str]:
    """What the browser sends for a story."""
    begun = {"title": page.title, "slug": page.slug} if page else {"title": "Nieuw", "slug": ""}
    return {**begun, "summary": "In één zin.", "body-count": "0", "voice": "ouder", "people": "niemand", **fields}


def typed(moment: datetime) -> str:
    """A moment as a form sends it: in the time of the site."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def api(page: Page, action: str) -> str:
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, action])


def bulk(page: Page, action: str) -> str:
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"


Verb = Callable[[Client, StoryPage], HttpResponse]
PUBLISH = {"action-publish": "1"}
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}
LATER = timezone.now() + timedelta(days=2)

VERBS: dict[str, Verb] = {
    "form": lambda client, page: client.post(edit(page), form(page, **PUBLISH)),
    "form with another voice": lambda client, page: client.post(
        edit(page), form(page, voice="professional", **PUBLISH)
    ),
    "scheduled": lambda client, page: client.post(edit(page), form(page, go_live_at=typed(LATER), **PUBLISH)),
    "bulk": lambda client, page: client.post(bulk(page, "publish")),
    "bulk with what is below": lambda client, page: client.post(
        bulk(page.get_parent(), "publish"), {"include_descendants": "on"}
    ),
    "workflow": lambda client, page: client.post(workflow_url(page), {"comment": ""}),
    "workflow in the form": lambda client, page: client.post(
        edit(page),
        form(page, voice="professional", **{"action-workflow-action": "1", "workflow-action-name": "approve"}),
    ),
    "copy": lambda client, page: client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": str(page.get_parent().pk),
            "publish_copies": "on",
        },
    ),
    "alias": lambda client, page: client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(page.get_parent().pk), "alias": "on"},
    ),
    "revert": lambda client, page: client.post(
        edit(page), form(page, voice="professional", revision=str(page.revisions.earliest("pk").pk), **PUBLISH)
    ),
    "restriction lifted": lambda client, page: client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "none"}
    ),
    "api publish": lambda client, page: client.post(api(page, "publish")),
    "api copy": lambda client, page: client.post(api(page, "copy"), {"keep_live": True}, "application/json"),
    "api alias": lambda client, page: client.post(api(page, "create_alias"), {}, "application/json"),
    "api revert": lambda client, page: client.post(
        api(page, "revert_to_page_revision"),
        {"revision_id": page.revisions.earliest("pk").pk},
        "application/json",
    ),
}


COPIES = ("copy", "alias", "api copy", "api alias")


def workflow_url(page: StoryPage) -> str:
    state = page.current_workflow_task_state
    if state is None:
        page.get_workflow().start(page, page.owner)
        state = StoryPage.objects.get(pk=page.pk).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])


def live_of_parents() -> set[int]:
    return set(StoryPage.objects.filter(live=True).values_list("pk", flat=True))


@pytest.mark.parametrize("verb", VERBS)
def test_a_coordinator_publishes_no_story_of_a_parent(
    verb: str, client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition)
    if "workflow" in verb:
        page.get_workflow().start(page, coordinator)
    VERBS[verb](client, page)
    assert live_of_parents() == set()
    assert not StoryPage.objects.get(pk=page.pk).approved_schedule


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"api revert", "restriction lifted", *COPIES}))
def test_the_same_request_of_an_editor_does_something(verb: str, client: Client, coalition: CoalitionPage) -> None:
    """So the test above fails for the reason it names, and not for a wrong address or form."""
    client.force_login(editor())
    page = draft(coalition)
    if "workflow" in verb:
        page.get_workflow().start(page, None)
    before = live_of_parents()
    response = VERBS[verb](client, page)
    assert response.status_code < 400, response.content
    after = StoryPage.objects.get(pk=page.pk)
    assert live_of_parents() != before or after.approved_schedule


@pytest.mark.parametrize("verb", COPIES)
def test_nobody_copies_a_story_since_a_copy_outlives_its_withdrawal(
    verb: str, client: Client, coalition: CoalitionPage
) -> None:
    client.force_login(editor())
    page = draft(coalition, Voice.PROFESSIONAL)
    page.save_revision().publish()
    VERBS[verb](client, page)
    assert list(StoryPage.objects.all()) == [page]


@pytest.mark.parametrize("voice", ["ouder", "ervaringsdeskundige", ""])
def test_publishing_at_once_is_refused_with_the_text_kept(
    voice: str, client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", coalition.pk])
    response = client.post(url, form(voice=voice, **PUBLISH))
    assert not StoryPage.objects.exists()
    errors = response.context["form"].errors
    assert errors.keys() == {"voice"}
    assert "redactie" in str(errors) if voice else "wie het verhaal vertelt" in str(errors)
    assert "In één zin." in response.content.decode()


@pytest.mark.parametrize("voice", ["professional", "coalitie"])
def test_what_no_parent_tells_a_coordinator_publishes(
    voice: str, client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", coalition.pk])
    client.post(url, form(voice=voice, **PUBLISH))
    assert StoryPage.objects.get().live


ASKED = {
    "publish": lambda client, page: client.post(edit(page), form(page, voice=page.voice, people="", **PUBLISH)),
    "submit": lambda client, page: client.post(edit(page), form(page, people="", **{"action-submit": "1"})),
    "approve": lambda client, page: client.post(edit(page), form(page, people="", **APPROVE)),
    "bulk": lambda client, page: client.post(bulk(page, "publish"), follow=True),
    "bulk with what is below": lambda client, page: client.post(
        bulk(page.get_parent(), "publish"), {"include_descendants": "on"}, follow=True
    ),
    "workflow": lambda client, page: client.post(workflow_url(page), {"comment": ""}, follow=True),
    "api": lambda client, page: client.post(api(page, "publish")),
}


@pytest.mark.parametrize("verb", ASKED)
@pytest.mark.parametrize("go_live_at", [None, LATER], ids=["now", "planned"])
def test_who_publishes_a_story_says_whether_the_people_in_it_agreed(
    verb: str, go_live_at: Any, client: Client, coalition: CoalitionPage
) -> None:
    client.force_login(editor())  # whom no door is shut to
    page = draft(coalition, Voice.PROFESSIONAL, people="", go_live_at=go_live_at)
    assert "Kies of er iemand te herkennen is" in ASKED[verb](client, page).content.decode()
    found = StoryPage.objects.get(pk=page.pk)
    assert not found.live and not found.approved_schedule
    assert not TaskState.objects.filter(status=TaskState.STATUS_APPROVED).exists()
    assert client.post(edit(page), form(page, voice=page.voice, people="")).status_code == 302, "a draft may wait"


@pytest.mark.parametrize("verb", ["approve", "bulk", "workflow", "api"])
@pytest.mark.parametrize("planned", [None, LATER], ids=["now", "planned"])
def test_nobody_publishes_or_plans_a_story_that_would_be_erased_at_once(
    planned: datetime | None, verb: str, client: Client, coalition: CoalitionPage
) -> None:
    client.force_login(editor())
    over = timezone.localdate(planned) - timedelta(days=1)
    page = draft(coalition, Voice.PROFESSIONAL, consent_until=over, go_live_at=planned)
    sent = {"people": "niemand", "voice": page.voice, "consent_until": over.isoformat(), **APPROVE}
    sent |= {"go_live_at": typed(planned)} if planned else {}
    by_form = {"approve": lambda client, page: client.post(edit(page), form(page, **sent))}
    assert "een dag die al voorbij is" in {**ASKED, **by_form}[verb](client, page).content.decode()
    found = StoryPage.objects.get(pk=page.pk)
    assert not found.live and not found.approved_schedule


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_who_works_in_a_coalition_changes_nothing_by_the_api(
    action: str, client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition, Voice.PROFESSIONAL)
    assert client.post(api(page, action)).status_code == 404
    assert client.get(reverse("wagtailadmin_api:pages:find"), {"id": page.pk}).status_code == 404


def test_a_voice_that_was_a_parents_once_stays_with_the_editors(
    client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition)
    client.post(edit(page), form(page, voice="professional"))
    client.post(edit(page), form(page, voice="professional", **PUBLISH))
    page.refresh_from_db()
    assert page.latest_revision.content["voice"] == "professional"
    assert not page.live


def test_a_live_story_that_becomes_a_parents_waits_for_the_editors(
    client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition, Voice.PROFESSIONAL)
    page.save_revision().publish()
    for voice in ("ouder", ""):
        client.post(edit(page), form(page, voice=voice, **PUBLISH))
        assert StoryPage.objects.get(pk=page.pk).voice == "professional"
    client.post(edit(page), form(page, voice=""))
    client.post(bulk(page, "publish"))
    assert StoryPage.objects.get(pk=page.pk).voice == "professional"


def test_a_coordinator_can_take_a_parents_story_down_at_once(
    client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition)
    page.save_revision().publish()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert live_of_parents() == set()


def test_a_parents_story_waits_for_the_editors_and_not_for_the_coordinator(
    client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition)
    client.post(edit(page), form(page, **{"action-submit": "1"}))
    state = PublicationTaskState.objects.get()
    assert (state.for_editors, state.coalition, state.status) == (True, coalition, TaskState.STATUS_IN_PROGRESS)
    assert list(PublicationTaskState.objects.waiting_for(coordinator)) == []
    assert list(PublicationTaskState.objects.waiting_for(editor())) == [state]


def test_who_corrects_the_voice_while_it_waits_gives_it_to_the_editors(
    client: Client, coalition: CoalitionPage, coordinator: User
) -> None:
    page = draft(coalition, Voice.PROFESSIONAL)
    page.get_workflow().start(page, None)
    assert PublicationTaskState.objects.waiting_for(coordinator).exists()
    client.post(edit(page), form(page, voice="ouder"))
    assert not PublicationTaskState.objects.waiting_for(coordinator).exists()
    assert PublicationTaskState.objects.waiting_for(editor()).exists()


def test_a_list_of_stories_asks_once_for_all(
    client: Client, coalition: CoalitionPage, coordinator: User, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        draft(coalition, Voice.PARENT if number % 2 else Voice.PROFESSIONAL)
    pages = list(Page.objects.type(StoryPage).specific(defer=True))
    user = User.objects.get(pk=coordinator.pk)
    assert user.pk and pages[0].permissions_for_user(user).can_edit()  # loads the rows of permissions
    with django_assert_num_queries(1):
        found = [page.permissions_for_user(user).can_publish() for page in pages]
    assert found == [True, False] * 6
