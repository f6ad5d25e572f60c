"""Somebody who leaves is out at once and loses nothing; the last who leaves hands the coalition to the editors."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import PageSubscription

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage, CoalitionTeam
from coalitions.publication import PublicationTaskState
from coalitions.scheduled import look_after_coalitions
from coalitions.services import add_member, ensure_group, remove_member
from mail.models import Message
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Zaanstad", slug="zaanstad")


@pytest.fixture
def redactie() -> User:
    return editor(email="redactie@voorbeeld.test")


def orphans() -> list[CoalitionPage]:
    return list(CoalitionPage.objects.without_coordinator())


class TestLeaving:
    def test_locks_sessions_and_mails_about_comments_end_and_drafts_stay(self, coalition: CoalitionPage) -> None:
        user = member_of(coalition)
        page = ApproachPageFactory(parent=coalition, live=False, owner=user)
        page.save_revision(user=user)
        ApproachPage.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
        elsewhere = ApproachPageFactory()
        for about in (page, elsewhere):
            session = {"user": user, "content_object": about, "last_seen_at": timezone.now()}
            EditingSession.objects.create(**session)
            PageSubscription.objects.create(user=user, page=about, comment_notifications=True)
        remove_member(coalition, user)
        page.refresh_from_db()
        assert (page.locked, page.locked_by) == (False, None)
        assert page.revisions.get().user == user
        assert [int(session.object_id) for session in EditingSession.objects.all()] == [elsewhere.pk]
        assert [subscription.page_id for subscription in PageSubscription.objects.all()] == [elsewhere.pk]

    def test_an_open_editor_saves_nothing_any_more(self, client: Client, coalition: CoalitionPage) -> None:
        user = member_of(coalition)
        page = ApproachPageFactory(parent=coalition, live=False, owner=user)
        client.force_login(user)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(url).status_code == 200
        remove_member(coalition, user)
        client.post(url, {"title": "Toch nog", "slug": page.slug})
        assert ApproachPage.objects.get().title == page.title
        ping = reverse("wagtailadmin_editing_sessions:ping", args=["approaches", "approachpage", page.pk, 0])
        assert client.post(ping).status_code in (302, 403, 404)

    def test_who_left_gets_no_mail_about_what_they_once_submitted(
        self, coalition: CoalitionPage, redactie: User
    ) -> None:
        user, coordinator = member_of(coalition), coordinator_of(coalition)
        page = ApproachPageFactory(parent=coalition, live=False)
        page.save_revision()
        page.get_workflow().start(page, user)
        remove_member(coalition, user)
        ApproachPage.objects.get().get_latest_revision().publish(user=coordinator)
        assert [message.to for message in Message.objects.all()] == [[coordinator.email]]


class TestLastOne:
    def test_the_editors_get_a_mail_a_list_and_what_waits(self, coalition: CoalitionPage, redactie: User) -> None:
        user = coordinator_of(coalition)
        page = ApproachPageFactory(parent=coalition, live=False)
        page.save_revision()
        page.get_workflow().start(page, None)
        Message.objects.all().delete()
        remove_member(coalition, user)
        message = Message.objects.get()
        assert (message.to, message.subject) == (["redactie@voorbeeld.test"], "Zonder team: Zaanstad")
        assert "/coalitie/zaanstad/team/" in message.text
        assert orphans() == [coalition]
        assert PublicationTaskState.objects.waiting_for(redactie).count() == 1

    def test_becoming_a_member_hands_it_over_too(self, coalition: CoalitionPage, redactie: User) -> None:
        add_member(coalition, coordinator_of(coalition), as_coordinator=False)
        assert orphans() == [coalition]
        assert Message.objects.get().subject == "Zonder coördinator: Zaanstad"

    def test_not_while_another_leads(self, coalition: CoalitionPage, redactie: User) -> None:
        coordinator_of(coalition)
        remove_member(coalition, coordinator_of(coalition))
        assert orphans() == []
        assert not Message.objects.exists()

    @pytest.mark.parametrize("how", ["deleted", "closed", "taken out in the settings"])
    def test_what_happens_elsewhere_the_job_sees_once(self, how: str, coalition: CoalitionPage, redactie: User) -> None:
        user = coordinator_of(coalition)
        if how == "deleted":
            user.delete()
        elif how == "closed":
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            user.groups.clear()
        look_after_coalitions()
        look_after_coalitions()
        assert orphans() == [coalition]
        assert Message.objects.count() == 1

    def test_a_new_coordinator_takes_it_back(self, coalition: CoalitionPage, redactie: User) -> None:
        remove_member(coalition, coordinator_of(coalition))
        coordinator_of(coalition)
        assert orphans() == []
        remove_member(coalition, User.objects.latest("pk"))
        assert Message.objects.count() == 2

    def test_a_coalition_that_nobody_joined_yet_is_no_orphan(self, coalition: CoalitionPage, redactie: User) -> None:
        ensure_group(coalition)
        look_after_coalitions()
        assert orphans() == []
        member_of(coalition)
        look_after_coalitions()
        assert orphans() == []
        assert not Message.objects.exists()

    @pytest.mark.parametrize("how", ["taken out", "closed"])
    def test_the_last_member_who_leaves_hands_it_over_whatever_the_team_had_before(
        self, how: str, coalition: CoalitionPage, redactie: User
    ) -> None:
        user, colleague = member_of(coalition), member_of(coalition)
        remove_member(coalition, colleague)
        assert not Message.objects.exists()
        if how == "closed":
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            remove_member(coalition, user)
        look_after_coalitions()
        look_after_coalitions()
        assert orphans() == [coalition]
        message = Message.objects.get()
        assert (message.to, message.subject) == (["redactie@voorbeeld.test"], "Zonder team: Zaanstad")
        assert "heeft niemand meer in het team" in message.text

    def test_after_the_coordinator_the_last_member_is_told_of_too_and_the_day_stays(
        self, coalition: CoalitionPage, redactie: User
    ) -> None:
        leader, user = coordinator_of(coalition), member_of(coalition)
        remove_member(coalition, leader)
        since = CoalitionTeam.objects.get().without_lead_since
        remove_member(coalition, user)
        subjects = list(Message.objects.order_by("pk").values_list("subject", flat=True))
        assert subjects == ["Zonder coördinator: Zaanstad", "Zonder team: Zaanstad"]
        assert since is not None and CoalitionTeam.objects.get().without_lead_since == since

    def test_without_editors_the_administrators_are_told(self, coalition: CoalitionPage) -> None:
        User.objects.create_superuser("beheer@voorbeeld.test", "x")
        remove_member(coalition, coordinator_of(coalition))
        assert Message.objects.get().to == ["beheer@voorbeeld.test"]

    def test_a_mail_server_that_is_down_loses_nothing(
        self, coalition: CoalitionPage, redactie: User, settings: Any
    ) -> None:
        """The mail waits in the outbox, stored with the change; sending is the job's."""
        settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
        remove_member(coalition, coordinator_of(coalition))
        assert Message.objects.due(timezone.now() + timedelta(seconds=1)).count() == 1
