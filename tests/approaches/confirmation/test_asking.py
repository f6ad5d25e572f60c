"""Once a year one question, two reminders, and then it is said that nobody answered. Twice is once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from approaches.confirmation import asking
from approaches.confirmation.asking import ask_for_confirmation
from approaches.confirmation.rules import ASK_AFTER, PATIENCE
from approaches.confirmation.services import confirm
from approaches.models import ApproachPage, ConfirmationRequest, RetirementReason
from approaches.retirement.services import retire
from coalitions.models import NationalPage
from coalitions.services import remove_member
from mail.models import Message, Wish
from mail.outbox import send_due
from mail.preferences import choose
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import published, republish, years_ago

pytestmark = pytest.mark.django_db

OWNER = "trekker@voorbeeld.test"


@pytest.fixture(autouse=True)
def _stored(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


def old(**fields: Any) -> ApproachPage:
    return published(at=years_ago(1.5), **{"contact_email": OWNER, **fields})


def asked() -> list[str]:
    return [address for message in Message.objects.order_by("pk") for address in message.to]


class TestWhom:
    def test_the_contact_of_the_approach(self) -> None:
        old(parent=CoalitionPageFactory(contact_email="coalitie@voorbeeld.test"))
        ask_for_confirmation()
        assert asked() == [OWNER]

    def test_else_that_of_the_coalition(self) -> None:
        old(contact_email="", parent=CoalitionPageFactory(contact_email="coalitie@voorbeeld.test"))
        ask_for_confirmation()
        assert asked() == ["coalitie@voorbeeld.test"]

    def test_else_each_who_publishes_for_it_by_a_mail_of_their_own(self) -> None:
        coalition = CoalitionPageFactory()
        coordinator_of(coalition, email="een@voorbeeld.test")
        coordinator_of(coalition, email="twee@voorbeeld.test")
        member_of(coalition, email="schrijft@voorbeeld.test")
        gone = coordinator_of(coalition, email="weg@voorbeeld.test")
        gone.is_active = False
        gone.save()
        coordinator_of(CoalitionPageFactory(), email="ander@voorbeeld.test")
        old(contact_email="", parent=coalition)
        ask_for_confirmation()
        assert asked() == ["een@voorbeeld.test", "twee@voorbeeld.test"]
        assert all(len(message.to) == 1 for message in Message.objects.all())

    def test_of_a_national_one_the_editors_who_want_such_mail_each_once(self) -> None:
        editor(email="redactie@voorbeeld.test")
        choose(editor(email="stil@voorbeeld.test"), Wish.NONE)
        old(contact_email="", title="Landelijk", parent=NationalPage.objects.get())
        for _ in range(2):
            ask_for_confirmation()
        assert asked() == ["redactie@voorbeeld.test"]
        assert "een landelijke aanpak" in Message.objects.get(subject__contains="Landelijk").text

    def test_with_nobody_to_ask_nothing_is_asked_and_editors_answer_for_no_coalition(self) -> None:
        editor()
        old(contact_email="")
        assert ask_for_confirmation().nobody == 1
        assert not ConfirmationRequest.objects.exists()

    @pytest.mark.parametrize("how", ["left the team", "closed"])
    def test_a_contact_person_who_is_gone_is_asked_no_more(self, how: str) -> None:
        coalition = CoalitionPageFactory()
        coordinator_of(coalition, email="leidt@voorbeeld.test")
        user = member_of(coalition, email=OWNER)
        if how == "closed":
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            remove_member(coalition, user)
        old(parent=coalition)
        ask_for_confirmation()
        assert asked() == ["leidt@voorbeeld.test"]

    def test_each_has_a_link_of_their_own(self) -> None:
        coalition = CoalitionPageFactory()
        for _ in range(2):
            coordinator_of(coalition)
        old(contact_email="", parent=coalition)
        ask_for_confirmation()
        links = {
            line for message in Message.objects.all() for line in message.text.splitlines() if "/bevestigen/" in line
        }
        assert len(links) == 2


class TestWhen:
    def test_what_was_published_within_the_year_is_left_alone(self) -> None:
        published(contact_email=OWNER, at=timezone.now() - ASK_AFTER + timedelta(hours=1))
        assert ask_for_confirmation() == asking.Asked()

    def test_what_was_confirmed_within_the_year_too(self) -> None:
        page = old()
        confirm(page_id=page.pk, user=editor())
        ask_for_confirmation()
        assert asked() == []

    def test_a_year_after_a_confirmation_it_is_asked_again(self) -> None:
        page = old()
        confirm(page_id=page.pk, user=editor(), now=years_ago(1.1))
        ask_for_confirmation()
        assert asked() == [OWNER]

    def test_a_year_after_it_was_published_it_is_asked_whatever_editors_corrected_since(self) -> None:
        republish(old(), summary="Zonder tikfout.", by=editor())
        ask_for_confirmation()
        assert asked() == [OWNER]

    def test_what_somebody_of_the_coalition_published_within_the_year_is_left_alone(self) -> None:
        page = old()
        republish(page, summary="Zo is het nu.", by=member_of(page.get_parent().specific))
        ask_for_confirmation()
        assert asked() == []

    def test_what_is_national_is_published_by_its_owner_whoever_did_it(self) -> None:
        republish(old(parent=NationalPage.objects.get()), summary="Zo is het nu.", by=editor())
        ask_for_confirmation()
        assert asked() == []

    @pytest.mark.parametrize("state", ["draft", "offline", "restricted", "retired"])
    def test_what_the_public_may_not_see_is_left_alone(self, state: str) -> None:
        page = ApproachPageFactory(live=False, contact_email=OWNER) if state == "draft" else old()
        if state == "offline":
            page.unpublish()
        if state == "restricted":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        if state == "retired":
            retire(page=page, reason=RetirementReason.OUTDATED)
        ask_for_confirmation()
        assert asked() == []

    def test_a_run_takes_no_more_than_a_batch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "BATCH", 1)
        parent = CoalitionPageFactory()
        old(parent=parent)
        old(parent=parent)
        ask_for_confirmation()
        assert len(asked()) == 1
        ask_for_confirmation()
        assert len(asked()) == 2


class TestMail:
    def test_it_says_what_it_is_about_with_one_link(self) -> None:
        page = old(title="Warme <belroute> & meer")
        ask_for_confirmation()
        message = Message.objects.get()
        assert message.subject == "Klopt dit nog? Warme <belroute> & meer"
        assert page.title in message.text
        assert message.text.count("/bevestigen/") == 1

    def test_a_title_with_a_line_break_adds_no_header(self) -> None:
        old(title="Een\r\nBcc: iemand@voorbeeld.test")
        ask_for_confirmation()
        assert Message.objects.get().subject == "Klopt dit nog? Een Bcc: iemand@voorbeeld.test"

    def test_while_the_mail_server_is_down_nothing_is_lost_and_it_is_sent_once_later(self, settings: Any) -> None:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        old()
        ask_for_confirmation()
        with pytest.raises(OSError, match="."):
            send_due()
        settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
        later = timezone.now() + timedelta(hours=5)
        assert [send_due(later), send_due(later)] == [1, 0]
        assert [message.to for message in django_mail.outbox] == [[OWNER]]


class TestTwiceIsOnce:
    def test_two_runs_send_one_mail(self) -> None:
        old()
        ask_for_confirmation()
        ask_for_confirmation()
        assert asked() == [OWNER]
        assert ConfirmationRequest.objects.count() == 1

    def test_killed_between_asking_and_the_end_it_is_asked_once_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        old()

        class Killed(BaseException):
            pass

        def die(*args: Any, **kwargs: Any) -> None:
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(asking, "_send", die)
            with pytest.raises(Killed), transaction.atomic():
                ask_for_confirmation()
        assert (asked(), ConfirmationRequest.objects.count()) == ([], 0)
        ask_for_confirmation()
        assert asked() == [OWNER]


def run_through(start: datetime, days: int) -> None:
    """The job of each day, and of each day twice."""
    for day in range(days):
        for _ in range(2):
            ask_for_confirmation(start + timedelta(days=day))


class TestSilence:
    def test_two_reminders_and_then_the_page_says_so(self) -> None:
        page, start = old(), timezone.now()
        run_through(start, PATIENCE.days * 3 + 2)
        assert [message.subject[:11] for message in Message.objects.order_by("pk")] == [
            "Klopt dit n",
            "Herinnering",
            "Herinnering",
        ]
        request = ConfirmationRequest.objects.get()
        assert (request.reminders, request.is_open, request.unanswered_at is None) == (2, True, False)
        page = ApproachPage.objects.with_marks().get(pk=page.pk)
        assert page.marks[2].text.startswith("De coalitie reageerde niet op ons verzoek van ")

    def test_a_year_later_it_is_asked_anew(self) -> None:
        old()
        start = timezone.now()
        run_through(start, PATIENCE.days * 3 + 2)
        ask_for_confirmation(start + ASK_AFTER + timedelta(days=1))
        assert ConfirmationRequest.objects.count() == 2
        assert ConfirmationRequest.objects.filter(answered_at=None, closed_at=None).count() == 1
        assert Message.objects.count() == 4

    def test_who_publishes_is_not_reminded(self) -> None:
        page, start = old(), timezone.now()
        ask_for_confirmation(start)
        somebody = member_of(page.get_parent().specific)
        republish(page, contact_name="Iemand", by=somebody)  # shows nothing else, but somebody looked at it
        run_through(start + PATIENCE, 3)
        assert len(asked()) == 1
        assert ConfirmationRequest.objects.get().closed_at is not None

    def test_what_editors_correct_is_no_answer_of_the_coalition(self) -> None:
        page, start = old(), timezone.now()
        ask_for_confirmation(start)
        republish(page, summary="Zonder tikfout.", by=editor())
        run_through(start, PATIENCE.days * 3 + 2)
        assert len(asked()) == 3
        page = republish(page, summary="Nog een tikfout minder.", by=editor())
        page = ApproachPage.objects.with_marks().get(pk=page.pk)
        assert page.marks[2].text.startswith("De coalitie reageerde niet op ons verzoek van ")
        republish(page, summary="Zo is het nu.", by=coordinator_of(page.get_parent().specific))
        page = ApproachPage.objects.with_marks().get(pk=page.pk)
        assert page.marks[2].text == "Nog niet bevestigd door de coalitie"

    def test_an_approach_that_was_taken_away_is_not_reminded(self) -> None:
        page, start = old(), timezone.now()
        ask_for_confirmation(start)
        retire(page=page, reason=RetirementReason.OUTDATED)
        run_through(start + PATIENCE, 3)
        assert len(asked()) == 1
