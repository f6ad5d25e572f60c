"""A coalition hears that the editors checked its approach, and what to change."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approaches.marks.models import CheckOutcome
from approaches.marks.rules import CHECKLIST
from approaches.marks.telling import tell_of_check
from mail.models import Message, Wish
from mail.preferences import choose
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import coordinator_of, editor, member_of
from tests.factories.marks import checked, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """The site's own outbox; Django gives tests another one."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


def test_the_coordinator_hears_what_to_change() -> None:
    page = published(title="Eén loket")
    coordinator, _ = coordinator_of(page.get_parent().specific), member_of(page.get_parent().specific)
    assert tell_of_check(checked(page, CheckOutcome.NEEDS_CHANGE, reason="Noem de kosten.")) == 1
    message = Message.objects.get()
    assert (message.to, message.subject) == ([coordinator.email], "Graag aanpassen: Eén loket")
    assert "Noem de kosten." in message.text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in message.text


def test_a_team_without_a_coordinator_hears_it_together() -> None:
    page = published()
    members = {member_of(page.get_parent().specific).email for _ in range(2)}
    assert tell_of_check(checked(page)) == 2
    assert {message.to[0] for message in Message.objects.all()} == members


def test_that_all_is_well_is_no_thing_to_do() -> None:
    page = published()
    choose(coordinator_of(page.get_parent().specific), Wish.TODO)
    assert tell_of_check(checked(page)) == 0
    assert tell_of_check(checked(page, CheckOutcome.NEEDS_CHANGE)) == 1


def test_of_a_national_approach_nobody_is_told() -> None:
    page = ApproachPageFactory()
    assert tell_of_check(checked(page)) == 0


def test_the_checklist_of_the_admin_sends_it(client: Client) -> None:
    page = published()
    coordinator_of(page.get_parent().specific)
    client.force_login(editor())
    answers = {question.key: "ja" for question in CHECKLIST}
    client.post(reverse("approach_check", args=[page.pk]), answers | {"outcome": "ok", "reason": ""})
    assert Message.objects.count() == page.checks.count() == 1
