"""A member submits, the coordinator of that coalition decides, and who is concerned gets a mail."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.action_menu import PageActionMenu
from wagtail.models import Page, TaskState, Workflow, WorkflowPage

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage, NationalPage
from coalitions.publication import PublicationTask, PublicationTaskState
from coalitions.services import add_member, remove_member
from coalitions.submission import ensure_workflow, reassign
from mail.models import Message, Wish
from mail.preferences import choose
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.forms import approach_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """The site's own outbox; Django gives tests another one."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Kansrijke Start Zaanstad")


@pytest.fixture
def member(coalition: CoalitionPage) -> User:
    return member_of(coalition, email="lid@voorbeeld.test", first_name="Samira", last_name="Oudejans")


@pytest.fixture
def coordinator(coalition: CoalitionPage) -> User:
    return coordinator_of(coalition, email="coordinator@voorbeeld.test")


@pytest.fixture
def page(coalition: CoalitionPage, member: User) -> ApproachPage:
    page = ApproachPageFactory(parent=coalition, live=False, title="Eén loket", owner=member)
    page.save_revision(user=member)
    return page


def submit(page: Page, user: User | None) -> PublicationTaskState:
    page.get_workflow().start(Page.objects.get(pk=page.pk).specific, user)
    return PublicationTaskState.objects.latest("pk")


def again(page: ApproachPage) -> ApproachPage:
    return ApproachPage.objects.get(pk=page.pk)


def mails() -> list[tuple[str, str]]:
    """To whom, and about what."""
    return [(message.to[0], message.subject) for message in Message.objects.order_by("pk")]


def act(client: Client, page: Page, action: str, **data: str) -> int:
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": "", **data}).status_code


class TestWorkflow:
    def test_the_site_has_one_on_every_page(self, page: ApproachPage) -> None:
        assert Workflow.objects.get() == page.get_workflow() == NationalPage.objects.get().get_workflow()
        assert isinstance(Workflow.objects.get().tasks.get().specific, PublicationTask)

    def test_making_it_again_changes_nothing(self) -> None:
        first = ensure_workflow()
        assert ensure_workflow() == first
        assert (Workflow.objects.count(), PublicationTask.objects.count(), WorkflowPage.objects.count()) == (1, 1, 1)


class TestSubmitting:
    def test_a_member_submits_in_the_form_and_publishes_nothing(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        client.force_login(member)
        form = approach_form(title="Eén loket", slug=page.slug, summary="In één zin.")
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.post(url, form | {"action-publish": "1"})
        assert not again(page).live
        client.post(url, form | {"action-submit": "1"})
        assert not again(page).live
        state = PublicationTaskState.objects.get()
        assert (state.status, state.for_editors) == (TaskState.STATUS_IN_PROGRESS, False)

    def test_it_waits_for_the_coordinator_of_that_coalition_alone(
        self, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        state = submit(page, member)
        elsewhere = coordinator_of(CoalitionPageFactory())
        waiting = PublicationTaskState.objects.waiting_for
        assert list(waiting(coordinator)) == [state]
        for other in (elsewhere, member, editor(), User.objects.create_user("professional@voorbeeld.test")):
            assert list(waiting(other)) == []
        assert list(TaskState.objects.reviewable_by(coordinator)) == [state.taskstate_ptr]

    def test_without_a_coordinator_it_waits_for_the_editors(self, page: ApproachPage, member: User) -> None:
        state = submit(page, member)
        assert list(PublicationTaskState.objects.waiting_for(editor())) == [state]

    def test_when_the_only_coordinator_leaves_the_editors_get_what_waited(
        self, page: ApproachPage, coalition: CoalitionPage, member: User, coordinator: User
    ) -> None:
        state = submit(page, member)
        remove_member(coalition, coordinator)
        assert list(PublicationTaskState.objects.waiting_for(coordinator)) == []
        assert list(PublicationTaskState.objects.waiting_for(editor())) == [state]

    def test_a_page_of_no_coalition_waits_for_the_editors(self) -> None:
        page = ApproachPageFactory(live=False)
        page.save_revision()
        state = submit(page, None)
        assert list(PublicationTaskState.objects.waiting_for(editor())) == [state]

    def test_a_page_that_moves_waits_for_the_coordinator_there(
        self, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        state = submit(page, member)
        there = CoalitionPageFactory()
        theirs = coordinator_of(there)
        again(page).move(CoalitionPage.objects.get(pk=there.pk), "last-child")
        assert list(PublicationTaskState.objects.waiting_for(coordinator)) == []
        assert list(PublicationTaskState.objects.waiting_for(theirs)) == [state]
        assert reassign(again(page)) == 0

    def test_while_it_waits_who_submitted_it_cannot_change_it_but_take_it_back(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        state = submit(page, member)
        assert again(page).get_lock().for_user(member)
        assert not again(page).get_lock().for_user(coordinator)
        assert state.workflow_state.user_can_cancel(member)


class TestDeciding:
    def test_the_yes_of_the_coordinator_publishes_it(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        submit(page, member)
        client.force_login(coordinator)
        act(client, page, "approve")
        assert again(page).live

    def test_nobody_else_says_yes(self, client: Client, page: ApproachPage, member: User, coordinator: User) -> None:
        submit(page, member)
        for other in (member, coordinator_of(CoalitionPageFactory())):
            client.force_login(other)
            act(client, page, "approve")
            assert not again(page).live

    def test_a_former_coordinator_says_yes_no_more(
        self, client: Client, page: ApproachPage, coalition: CoalitionPage, member: User, coordinator: User
    ) -> None:
        submit(page, member)
        client.force_login(coordinator)
        add_member(coalition, coordinator, as_coordinator=False)
        act(client, page, "approve")
        assert not again(page).live

    def test_asking_for_changes_gives_it_back_with_the_remark(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        submit(page, member)
        client.force_login(coordinator)
        act(client, page, "reject", comment="Noem de huisarts erbij.")
        assert not again(page).live
        message = Message.objects.latest("pk")
        assert (message.to, message.subject) == (["lid@voorbeeld.test"], "Graag aanpassen: Eén loket")
        assert "Noem de huisarts erbij." in message.text

    def test_submitting_again_asks_the_coordinator_again(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        submit(page, member)
        client.force_login(coordinator)
        act(client, page, "reject")
        again(page).current_workflow_state.resume(user=member)
        assert PublicationTaskState.objects.waiting_for(coordinator).count() == 1
        assert mails()[-1] == ("coordinator@voorbeeld.test", "Nakijken: Eén loket")


class TestMail:
    def test_the_coordinator_is_asked_and_the_member_is_told_and_nobody_else(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        editor()
        User.objects.create_superuser("beheer@voorbeeld.test", "x")
        submit(page, member)
        client.force_login(coordinator)
        act(client, page, "approve")
        assert mails() == [
            ("coordinator@voorbeeld.test", "Nakijken: Eén loket"),
            ("lid@voorbeeld.test", "Gepubliceerd: Eén loket"),
        ]
        asked = Message.objects.earliest("pk").text
        assert "Samira Oudejans heeft een pagina ingediend" in asked
        assert "van Kansrijke Start Zaanstad" in asked
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in asked

    def test_publishing_past_it_tells_the_member_too(self, page: ApproachPage, member: User, coordinator: User) -> None:
        submit(page, member)
        again(page).get_latest_revision().publish(user=coordinator)
        assert mails()[-1] == ("lid@voorbeeld.test", "Gepubliceerd: Eén loket")

    def test_taking_it_back_sends_nothing(self, page: ApproachPage, member: User, coordinator: User) -> None:
        state = submit(page, member)
        state.workflow_state.cancel(user=member)
        assert mails() == [("coordinator@voorbeeld.test", "Nakijken: Eén loket")]

    def test_nobody_gets_a_mail_about_what_they_did_themselves(self, page: ApproachPage, coordinator: User) -> None:
        submit(page, coordinator)
        again(page).get_latest_revision().publish(user=coordinator)
        assert mails() == []

    def test_a_wish_for_fewer_mails_is_kept(
        self, client: Client, page: ApproachPage, member: User, coordinator: User
    ) -> None:
        choose(member, Wish.TODO)
        choose(coordinator, Wish.NONE)
        submit(page, member)
        client.force_login(coordinator)
        act(client, page, "reject")
        again(page).current_workflow_state.resume(user=member)
        act(client, page, "approve")
        assert mails() == [("lid@voorbeeld.test", "Graag aanpassen: Eén loket")]


class TestButtons:
    def labels(self, page: Page, user: User) -> list[str]:
        request = RequestFactory().get("/")
        request.user = user
        menu = PageActionMenu(request, view="edit", page=page, locked_for_user=False)
        items = [menu.default_item, *menu.menu_items]
        return [str(item.get_context_data(menu.context).get("label", item.label)) for item in items]

    def test_a_member_sees_whom_it_goes_to(self, page: ApproachPage, member: User, coordinator: User) -> None:
        assert "Indienen bij de coördinator" in self.labels(page, member)
        assert "ublice" not in " ".join(self.labels(page, member))

    def test_without_a_coordinator_it_goes_to_the_editors(self, page: ApproachPage, member: User) -> None:
        assert "Indienen bij de redactie" in self.labels(page, member)

    def test_who_publishes_need_not_submit(self, page: ApproachPage, coordinator: User) -> None:
        assert not any(label.startswith("Indienen") for label in self.labels(page, coordinator))
        assert any("ublice" in label for label in self.labels(page, coordinator))
