"""The page behind the link: looking changes nothing, a button does, once; every other case is said in plain Dutch."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approaches.confirmation import views
from approaches.confirmation.links import link_for
from approaches.confirmation.services import confirm, open_request
from approaches.models import ApproachPage, Confirmation, ConfirmationRequest, Retirement, RetirementReason
from approaches.retirement.services import retire
from tests.factories.coalitions import editor
from tests.factories.marks import published, republish, years_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ApproachPage:
    return published(title="Warme belroute", at=years_ago(1.5), contact_email="trekker@voorbeeld.test")


@pytest.fixture
def asked(page: ApproachPage) -> ConfirmationRequest:
    return open_request(page_id=page.pk, now=timezone.now())


def address(asked: ConfirmationRequest, settings: Any) -> str:
    return link_for(asked).removeprefix(settings.BASE_URL)


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
        assert "trekker@voorbeeld.test" not in text(client.get(address(asked, settings)))

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
        republish(page, title="Bijgewerkt")
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
