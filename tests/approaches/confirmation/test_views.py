"""The page behind the link: looking changes nothing, a button does, once; every other case is said in plain Dutch."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approaches.confirmation import views
from approaches.confirmation.links import link_for
from approaches.confirmation.services import confirm, open_request
from approaches.models import ApproachPage, Confirmation, ConfirmationRequest, Retirement, RetirementReason
from approaches.retirement.services import retire
from coalitions.models import CoalitionPage, NationalPage
from coalitions.services import add_member, remove_member
from mail.models import Message
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import published, republish, years_ago

pytestmark = pytest.mark.django_db

OWNER = "trekker@voorbeeld.test"


@pytest.fixture(scope="module", autouse=True)
def _made(module_content: None) -> int:
    return published(title="Warme belroute", at=years_ago(1.5), contact_email=OWNER).pk


@pytest.fixture
def page(_made: int, db: None) -> ApproachPage:
    return ApproachPage.objects.get(pk=_made)


@pytest.fixture
def asked(page: ApproachPage) -> ConfirmationRequest:
    return open_request(page_id=page.pk, now=timezone.now())


def address(asked: ConfirmationRequest, settings: Any, of: str = OWNER) -> str:
    return link_for(asked, of).removeprefix(settings.BASE_URL)


def text(response: Any) -> str:
    return response.content.decode()


def state() -> tuple[Any, ...]:
    return (
        list(ConfirmationRequest.objects.values()),
        Confirmation.objects.count(),
        Retirement.objects.count(),
    )


class TestLooking:
    def test_it_shows_the_approach_and_three_choices(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        response = client.get(address(asked, settings))
        assert response.status_code == 200
        for shown in ("Warme belroute", 'value="klopt"', 'value="aanpassen"', 'value="weg"'):
            assert shown in text(response)

    def test_a_hundred_times_changes_nothing(self, client: Client, asked: ConfirmationRequest, settings: Any) -> None:
        before = state()
        for method in (client.get, client.head):
            for _ in range(50):
                method(address(asked, settings) + "?answer=klopt")
        assert state() == before

    def test_no_other_page_learns_the_address_and_none_keeps_it(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        response = client.get(address(asked, settings))
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in text(response)

    def test_no_address_is_shown(self, client: Client, asked: ConfirmationRequest, settings: Any) -> None:
        assert OWNER not in text(client.get(address(asked, settings)))

    def test_the_token_is_in_no_log(
        self, client: Client, asked: ConfirmationRequest, settings: Any, capsys: pytest.CaptureFixture[str], caplog: Any
    ) -> None:
        client.get(address(asked, settings))
        client.post(address(asked, settings), {"answer": "klopt"})
        written = "".join(capsys.readouterr()) + caplog.text
        assert asked.nonce not in written


class TestAnswering:
    def test_it_still_holds(self, client: Client, asked: ConfirmationRequest, settings: Any) -> None:
        response = client.post(address(asked, settings), {"answer": "klopt"}, follow=True)
        assert "Bedankt, deze vraag is beantwoord" in text(response)
        assert Confirmation.objects.get().request == asked
        page = ApproachPage.objects.with_marks().get()
        assert page.marks[2].text.startswith("Bevestigd door de coalitie op ")

    def test_adjusting_leads_to_the_editor_and_leaves_the_question_open(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        response = client.post(address(asked, settings), {"answer": "aanpassen"})
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[asked.page_id])
        asked.refresh_from_db()
        assert (asked.is_open, asked.answer) == (True, "aanpassen")
        assert not Confirmation.objects.exists()
        assert client.post(address(asked, settings), {"answer": "klopt"}).status_code == 302

    def test_taking_it_away_asks_why(self, client: Client, asked: ConfirmationRequest, settings: Any) -> None:
        before = state()
        response = client.post(address(asked, settings), {"answer": "weg", "explanation": "Ons team is weg"})
        assert "Kies waarom u de aanpak weghaalt." in text(response)
        assert "<title>Fout: " in text(response)
        assert "Ons team is weg" in text(response)
        assert state() == before

    def test_with_a_reason_it_is_gone_at_once(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        data = {"answer": "weg", "reason": "verouderd", "explanation": "<script>x</script>"}
        response = client.post(address(asked, settings), data, follow=True)
        assert "haal weg" in text(response)
        retirement = Retirement.objects.get()
        assert (retirement.reason, retirement.retired_by) == ("verouderd", None)
        assert "<script>x" not in text(client.get(page.url))
        assert not ApproachPage.objects.public().exists()

    def test_it_leads_to_what_follows_in_the_same_coalition(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        beside = published(title="Nieuwe belroute", parent=page.get_parent())
        elsewhere = published(title="Van een ander")
        link = address(asked, settings)
        shown = text(client.get(link))
        assert "Nieuwe belroute" in shown and "Van een ander" not in shown
        data = {"answer": "weg", "reason": "vervangen", "successor": elsewhere.pk}
        assert "Kies een andere." in text(client.post(link, data))
        answered = client.post(link, data | {"successor": beside.pk}, follow=True)
        assert f'href="{page.url}"' in text(answered)
        assert "Nieuwe belroute" in text(client.get(page.url))

    @pytest.mark.parametrize("answer", ["", "ja", "KLOPT", "\x00", "klopt" * 2000])
    def test_nonsense_changes_nothing_and_is_said(
        self, answer: str, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        before = state()
        response = client.post(address(asked, settings), {"answer": answer})
        assert (response.status_code, state()) == (400, before)
        assert "We begrijpen uw antwoord niet" in text(response)


class TestOnce:
    @pytest.mark.parametrize("second", ["klopt", "aanpassen", "weg"])
    def test_an_answer_that_is_sent_again_counts_once(
        self, second: str, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        client.post(address(asked, settings), {"answer": "klopt"})
        before = state()
        response = client.post(address(asked, settings), {"answer": second, "reason": "verouderd"})
        assert (response.status_code, state()) == (200, before)
        assert "De link werkt één keer" in text(response)

    def test_a_link_that_has_expired_says_until_when_it_worked(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        ConfirmationRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        before = state()
        for response in (
            client.get(address(asked, settings)),
            client.post(address(asked, settings), {"answer": "klopt"}),
            client.post(address(asked, settings), {"answer": "aanpassen"}),
        ):
            assert response.status_code == 410
            assert "Deze link is verlopen" in text(response)
        assert state() == before

    def test_after_a_new_publication_there_is_nothing_left_to_answer(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        republish(page, title="Bijgewerkt", by=coordinator_of(page.get_parent().specific))
        assert "Deze vraag is al beantwoord" in text(client.get(address(asked, settings)))
        assert "Deze vraag is al beantwoord" in text(client.post(address(asked, settings), {"answer": "klopt"}))
        assert not Confirmation.objects.exists()

    def test_nor_after_a_confirmation_in_the_admin(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        confirm(page_id=page.pk, user=editor())
        client.post(address(asked, settings), {"answer": "klopt"})
        assert Confirmation.objects.count() == 1

    @pytest.mark.parametrize("how", ["unpublish", "retire", "delete"])
    def test_of_an_approach_that_is_gone_nothing_is_told(
        self, how: str, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        link = address(asked, settings)
        if how == "retire":
            retire(page=page, reason=RetirementReason.OUTDATED)
        else:
            getattr(page, how)()
        for response in (client.get(link), client.post(link, {"answer": "klopt"})):
            assert response.status_code == (404 if how == "delete" else 410)
            assert "Warme belroute" not in text(response)
        assert not Confirmation.objects.exists()

    @pytest.mark.parametrize("token", ["x", "x:y", "%00", "a" * 2000, "..%2F"])
    def test_a_link_that_was_never_ours_says_what_to_do(self, token: str, client: Client) -> None:
        response = client.get(f"/bevestigen/{token}/")
        assert response.status_code == 404
        assert client.post(f"/bevestigen/{token}/", {"answer": "klopt"}).status_code == 404

    def test_too_many_answers_from_one_address_are_held_up_and_told_for_how_long(
        self, client: Client, asked: ConfirmationRequest, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "ANSWERING", replace(views.ANSWERING, limit=2))
        for _ in range(2):
            client.post("/bevestigen/nee/", {"answer": "klopt"})
        refused = client.post(address(asked, settings), {"answer": "klopt"})
        assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
        assert refused["Referrer-Policy"] == "no-referrer"
        assert not Confirmation.objects.exists()
        elsewhere = client.post(address(asked, settings), {"answer": "klopt"}, REMOTE_ADDR="198.51.100.7")
        assert elsewhere.status_code == 302

    def test_the_address_is_the_key_so_a_browser_without_cookies_and_origin_can_answer(
        self, asked: ConfirmationRequest, settings: Any
    ) -> None:
        strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
        assert strict.post(address(asked, settings), {"answer": "klopt"}).status_code == 302
        assert Confirmation.objects.exists()


class TestWhoLeft:
    """A link is of who was asked, as long as they are the one to ask; out means out here too."""

    @pytest.fixture
    def coalition(self, page: ApproachPage) -> CoalitionPage:
        coalition: CoalitionPage = page.get_parent().specific
        return coalition

    def refused(self, client: Client, link: str) -> None:
        before = state()
        for response in (
            client.get(link),
            client.post(link, {"answer": "klopt"}),
            client.post(link, {"answer": "aanpassen"}),
            client.post(link, {"answer": "weg", "reason": "verouderd"}),
        ):
            assert response.status_code == 403
            assert "Deze vraag is nu voor iemand anders" in text(response)
        assert state() == before

    @pytest.mark.parametrize("how", ["taken out", "made a member", "closed"])
    def test_who_was_a_coordinator_answers_no_more(
        self, how: str, client: Client, asked: ConfirmationRequest, settings: Any, coalition: CoalitionPage
    ) -> None:
        user = coordinator_of(coalition, email="weg@voorbeeld.test")
        link = address(asked, settings, user.email)
        assert client.get(link).status_code == 200
        if how == "taken out":
            remove_member(coalition, user)
        elif how == "closed":
            user.is_active = False
            user.save()
        else:
            add_member(coalition, user, as_coordinator=False)
        self.refused(client, link)

    def test_a_contact_person_who_was_replaced_answers_no_more(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        ApproachPage.objects.filter(pk=page.pk).update(contact_email="opvolger@voorbeeld.test")
        self.refused(client, address(asked, settings))
        assert client.get(address(asked, settings, "opvolger@voorbeeld.test")).status_code == 200

    def test_nor_one_who_left_the_team(
        self, client: Client, asked: ConfirmationRequest, settings: Any, coalition: CoalitionPage
    ) -> None:
        remove_member(coalition, member_of(coalition, email=OWNER))
        self.refused(client, address(asked, settings))

    def test_a_coordinator_who_is_one_still_answers_though_a_contact_was_named_since(
        self, client: Client, asked: ConfirmationRequest, settings: Any, coalition: CoalitionPage
    ) -> None:
        user = coordinator_of(coalition)
        response = client.post(address(asked, settings, user.email), {"answer": "klopt"})
        assert response.status_code == 302
        assert Confirmation.objects.exists()

    def test_an_editor_answers_for_what_is_national_and_for_no_coalition(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        user = editor()
        self.refused(client, address(asked, settings, user.email))
        national = published(parent=NationalPage.objects.get(), at=years_ago(1.5))
        request = open_request(page_id=national.pk, now=timezone.now())
        shown = text(client.get(address(request, settings, user.email)))
        assert "dat de eigenaar dit vandaag bevestigde" in shown

    def test_of_another_coalition_a_coordinator_is_nobody(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        self.refused(client, address(asked, settings, coordinator_of(CoalitionPageFactory()).email))


class TestRemovalIsTold:
    """Nobody has to log in to take an approach away by the link: so who leads there hears of it."""

    DATA: ClassVar[dict[str, str]] = {"answer": "weg", "reason": "verouderd", "explanation": "Wij zijn gestopt."}

    @pytest.fixture(autouse=True)
    def _stored(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"

    def test_the_coordinators_get_a_mail(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        coalition: CoalitionPage = page.get_parent().specific
        editor()
        people = [coordinator_of(coalition).email, coordinator_of(coalition).email]
        member_of(coalition)
        client.post(address(asked, settings), self.DATA)
        assert [message.to for message in Message.objects.order_by("pk")] == [[email] for email in people]
        message = Message.objects.latest("pk")
        assert message.subject == "Weggehaald: Warme belroute"
        for part in (
            "met de link uit onze jaarlijkse mail",
            "Wij zijn gestopt.",
            "De redactie kan de aanpak terugzetten",
        ):
            assert part in message.text
        assert OWNER not in message.text

    def test_without_a_coordinator_the_editors_do(
        self, client: Client, asked: ConfirmationRequest, settings: Any
    ) -> None:
        somebody = editor()
        client.post(address(asked, settings), self.DATA)
        assert Message.objects.get().to == [somebody.email]

    def test_another_answer_mails_nobody(
        self, client: Client, asked: ConfirmationRequest, settings: Any, page: ApproachPage
    ) -> None:
        coordinator_of(page.get_parent().specific)
        client.post(address(asked, settings), {"answer": "klopt"})
        assert not Message.objects.exists()
