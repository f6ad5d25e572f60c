"""The pages of the admin around an approach: for editors, and for who publishes for its coalition; else 404."""

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from approaches.marks.rules import CHECKLIST
from approaches.models import ApproachPage, Check, Confirmation, EvidenceQuote, Retirement, RetirementReason
from approaches.retirement.services import retire
from coalitions.models import NationalPage
from coalitions.services import add_member
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import published, republish

pytestmark = pytest.mark.django_db

FOR_EDITORS = ("approach_check", "approach_evidence", "approach_restore")
FOR_COALITION = ("approach_confirm", "approach_retire", "approach_versions")
ALL = (*FOR_EDITORS, *FOR_COALITION)
YES = {question.key: "ja" for question in CHECKLIST}
QUOTE = {"level": "Goed onderbouwd", "owner": "RIVM", "day": "2024-03-03", "url": "https://voorbeeld.test/x"}


@pytest.fixture(scope="module", autouse=True)
def _published(module_content: None) -> int:
    return published(title="Kanarie").pk


@pytest.fixture
def page(_published: int, db: None) -> ApproachPage:
    return ApproachPage.objects.get(pk=_published)


@pytest.fixture
def coordinator(page: ApproachPage) -> User:
    return coordinator_of(page.get_parent().specific)


def url(name: str, page: ApproachPage) -> str:
    return reverse(name, args=[page.pk])


def rows() -> list[int]:
    return [model.objects.count() for model in (Check, Confirmation, EvidenceQuote, Retirement)]


class TestWho:
    @pytest.mark.parametrize("name", [name for name in ALL if name != "approach_confirm"])
    def test_an_editor_may_all_but_answer_for_the_coalition(
        self, name: str, page: ApproachPage, client: Client
    ) -> None:
        client.force_login(editor())
        response = client.get(url(name, page))
        assert (response.status_code, "Kanarie" in response.content.decode()) == (200, True)

    @pytest.mark.parametrize("who", ["editor", "administrator"])
    def test_only_the_coalition_confirms_in_its_name(self, who: str, page: ApproachPage, client: Client) -> None:
        user = editor() if who == "editor" else User.objects.create_superuser("beheer@voorbeeld.test")
        client.force_login(user)
        assert client.get(url("approach_confirm", page)).status_code == 404
        assert client.post(url("approach_confirm", page)).status_code == 404
        assert not Confirmation.objects.exists()

    def test_what_belongs_to_no_coalition_an_editor_confirms(self, client: Client) -> None:
        national = published(parent=NationalPage.objects.get())
        client.force_login(editor())
        shown = client.get(url("approach_confirm", national)).content.decode()
        assert "dat de eigenaar dit vandaag bevestigde" in shown
        client.post(url("approach_confirm", national))
        assert Confirmation.objects.get().page == national

    @pytest.mark.parametrize("as_coordinator", [False, True])
    def test_an_editor_who_is_in_the_team_too_checks_the_work_of_others_only(
        self, as_coordinator: bool, page: ApproachPage, client: Client
    ) -> None:
        user, other = editor(), published(title="Van een ander")
        add_member(page.get_parent().specific, user, as_coordinator=as_coordinator)
        client.force_login(user)
        for name in ("approach_check", "approach_evidence"):
            before = rows()
            assert client.get(url(name, page)).status_code == 404
            assert client.post(url(name, page), YES | QUOTE | {"outcome": "ok"}).status_code == 404
            assert rows() == before
            assert client.get(url(name, other)).status_code == 200
        assert client.get(url("approach_confirm", page)).status_code == (200 if as_coordinator else 404)

    @pytest.mark.parametrize("name", FOR_COALITION)
    def test_who_publishes_for_the_coalition_may_what_is_theirs(
        self, name: str, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        client.force_login(coordinator)
        assert client.get(url(name, page)).status_code == 200

    @pytest.mark.parametrize("name", FOR_EDITORS)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_nobody_checks_the_work_of_their_own_coalition(
        self, method: str, name: str, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        client.force_login(coordinator)
        before = rows()
        assert getattr(client, method)(url(name, page), YES | QUOTE | {"outcome": "ok"}).status_code == 404
        assert rows() == before

    @pytest.mark.parametrize("name", ALL)
    @pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
    def test_of_another_coalition_nothing_shows_and_nothing_happens(
        self, method: str, name: str, page: ApproachPage, client: Client
    ) -> None:
        client.force_login(coordinator_of(CoalitionPageFactory()))
        before = rows()
        response = getattr(client, method)(url(name, page), {"reason": "verouderd"})
        absent = getattr(client, method)(reverse(name, args=[987654]), {"reason": "verouderd"})
        assert (response.status_code, absent.status_code) == (404, 404)
        assert "Kanarie" not in response.content.decode()
        assert rows() == before

    @pytest.mark.parametrize("name", ALL)
    def test_who_writes_for_the_coalition_but_does_not_publish_may_none_of_it(
        self, name: str, page: ApproachPage, client: Client
    ) -> None:
        client.force_login(member_of(page.get_parent().specific))
        before = rows()
        assert client.get(url(name, page)).status_code == 404
        assert client.post(url(name, page), {"reason": "verouderd"}).status_code == 404
        assert rows() == before

    @pytest.mark.parametrize("name", ALL)
    def test_a_stranger_comes_to_the_login(self, name: str, page: ApproachPage, client: Client) -> None:
        assert client.get(url(name, page)).status_code == 302

    def test_who_may_not_publish_any_more_may_nothing_at_once(
        self, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        client.force_login(coordinator)
        assert client.get(url("approach_retire", page)).status_code == 200
        coordinator.groups.clear()
        assert client.get(url("approach_retire", page)).status_code in (302, 403, 404)
        client.post(url("approach_retire", page), {"reason": "verouderd"})
        assert not Retirement.objects.exists()


class TestCheck:
    def test_it_is_recorded(self, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        client.post(url("approach_check", page), YES | {"outcome": "ok"})
        assert Check.objects.get().version == page.versions.get()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"outcome": "aanpassen"}, "Schrijf op wat er anders moet."),
            ({"outcome": "ok", CHECKLIST[0].key: "nee"}, "Een van de antwoorden is nee."),
            ({"outcome": "anders"}, "anders"),
            ({"outcome": "ok", CHECKLIST[0].key: ""}, "verplicht"),
        ],
    )
    def test_half_a_check_is_asked_again(
        self, data: dict[str, str], words: str, page: ApproachPage, client: Client
    ) -> None:
        client.force_login(editor())
        response = client.post(url("approach_check", page), YES | data)
        assert (response.status_code, words in response.content.decode()) == (200, True)
        assert not Check.objects.exists()

    def test_a_double_click_is_one_check_and_one_mail(
        self, page: ApproachPage, coordinator: User, client: Client, mailoutbox: list[EmailMessage]
    ) -> None:
        client.force_login(editor())
        html = client.get(url("approach_check", page)).content.decode()
        once = {"once": re.findall('name="once" value="(\\w+)"', html)[0]}
        answers = [client.post(url("approach_check", page), YES | once | {"outcome": "ok"}) for _ in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert (Check.objects.count(), len(mailoutbox)) == (1, 1)
        client.post(url("approach_check", page), YES | once | {"outcome": "aanpassen", "reason": "Toch niet"})
        assert (Check.objects.count(), len(mailoutbox)) == (2, 2)

    def test_what_was_published_anew_is_checked_anew_by_who_goes_back_in_the_browser(
        self, page: ApproachPage, client: Client
    ) -> None:
        client.force_login(editor())
        sent = YES | {"outcome": "ok", "once": "x" * 22}
        client.post(url("approach_check", page), sent)
        republish(page, summary="Nu anders.")
        client.post(url("approach_check", page), sent)
        assert Check.objects.count() == page.versions.count() == 2

    def test_earlier_ones_are_shown_with_their_reason(self, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        client.post(url("approach_check", page), YES | {"outcome": "aanpassen", "reason": "Noem de kosten"})
        assert "Noem de kosten" in client.get(url("approach_check", page)).content.decode()

    def test_of_a_draft_it_says_why_not(self, page: ApproachPage, client: Client) -> None:
        page.unpublish()
        client.force_login(editor())
        response = client.post(url("approach_check", page), YES | {"outcome": "ok"}, follow=True)
        assert "Alleen wat erop staat" in response.content.decode()


class TestEvidence:
    def test_it_is_quoted_and_taken_back(self, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        client.post(url("approach_evidence", page), QUOTE)
        quote = EvidenceQuote.objects.get()
        assert "Goed onderbouwd" in client.get(url("approach_evidence", page)).content.decode()
        for _ in range(2):  # a double click
            response = client.post(url("approach_evidence", page), {"withdraw": str(quote.pk)}, follow=True)
            assert "is weggehaald" in response.content.decode()
        assert not EvidenceQuote.objects.exists()

    @pytest.mark.parametrize("name", list(QUOTE))
    def test_all_four_or_nothing(self, name: str, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        assert client.post(url("approach_evidence", page), QUOTE | {name: ""}).status_code == 200
        assert not EvidenceQuote.objects.exists()

    @pytest.mark.parametrize("given", ["x", "-1", "٣", "9" * 40, ""])
    def test_only_a_quote_of_this_approach_is_taken_back(self, given: str, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        client.post(url("approach_evidence", page), QUOTE)
        other, quote = published(), EvidenceQuote.objects.get()
        assert client.post(url("approach_evidence", page), {"withdraw": given}).status_code == 404
        assert client.post(url("approach_evidence", other), {"withdraw": str(quote.pk)}).status_code == 404
        assert EvidenceQuote.objects.exists()


class TestRetire:
    def test_the_coalition_takes_its_own_away_and_names_successors(
        self, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        successor = published(title="Nieuwe")
        client.force_login(coordinator)
        client.post(url("approach_retire", page), {"reason": "vervangen", "successors": [successor.pk]})
        retirement = Retirement.objects.get()
        assert (retirement.page, retirement.retired_by, retirement.successors.get()) == (page, coordinator, successor)

    @pytest.mark.parametrize("chosen", ["itself", "a draft", "nonsense"])
    def test_no_other_successor_is_accepted(
        self, chosen: str, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        draft = published(title="Geheim concept")
        draft.unpublish()
        client.force_login(coordinator)
        value = {"itself": page.pk, "a draft": draft.pk, "nonsense": "x"}[chosen]
        response = client.post(url("approach_retire", page), {"reason": "vervangen", "successors": [value]})
        assert response.status_code == 200
        assert "Geheim concept" not in response.content.decode()
        assert not Retirement.objects.exists()

    @pytest.mark.parametrize("name", ["approach_retire", "approach_confirm"])
    def test_a_draft_is_neither_taken_away_nor_confirmed(
        self, name: str, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        page.unpublish()
        client.force_login(coordinator)
        before = rows()
        for ask in (client.get, client.post):
            response = ask(url(name, page), {"reason": "vervangen"}, follow=True)
            assert "Deze aanpak staat niet op de site" in response.content.decode()
        assert rows() == before

    def test_twice_says_that_it_was_done(self, page: ApproachPage, coordinator: User, client: Client) -> None:
        retire(page=page, reason=RetirementReason.OUTDATED)
        client.force_login(coordinator)
        response = client.post(url("approach_retire", page), {"reason": "vervangen"}, follow=True)
        assert "was al weggehaald" in response.content.decode()

    def test_an_editor_puts_it_back(self, page: ApproachPage, client: Client) -> None:
        retire(page=page, reason=RetirementReason.OUTDATED)
        client.force_login(editor())
        client.post(url("approach_restore", page))
        assert ApproachPage.objects.public().get() == page
        response = client.post(url("approach_restore", page), follow=True)
        assert "was niet weggehaald" in response.content.decode()


class TestVersions:
    def test_an_older_one_is_hidden_and_shown_again(
        self, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        page = republish(page, title="Twee")
        client.force_login(coordinator)
        client.post(url("approach_versions", page), {"number": "1"})
        assert page.versions.get(number=1).hidden_by == coordinator
        client.post(url("approach_versions", page), {"number": "1", "show": "1"})
        assert not page.versions.get(number=1).is_hidden

    def test_the_one_on_the_site_is_not(self, page: ApproachPage, coordinator: User, client: Client) -> None:
        client.force_login(coordinator)
        response = client.post(url("approach_versions", page), {"number": "1"}, follow=True)
        assert "Dit is wat nu op de site staat" in response.content.decode()

    @pytest.mark.parametrize("number", ["", "x", "0", "99", "9" * 30, "²"])
    def test_nonsense_is_not_found(self, number: str, page: ApproachPage, coordinator: User, client: Client) -> None:
        client.force_login(coordinator)
        assert client.post(url("approach_versions", page), {"number": number}).status_code == 404


def test_the_coalition_confirms_in_the_admin(page: ApproachPage, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    client.post(url("approach_confirm", page))
    assert Confirmation.objects.get().confirmed_by == coordinator


class TestButtons:
    def shown(self, client: Client, page: ApproachPage) -> list[str]:
        texts = [client.get(reverse(name, args=[pk])).content.decode() for name, pk in (
            ("wagtailadmin_pages:edit", page.pk), ("wagtailadmin_explore", page.get_parent().pk),
        )]  # fmt: skip
        found = [[name for name in ALL if url(name, page) in text] for text in texts]
        assert found[0] == found[1]
        return found[0]

    def test_an_editor_sees_those_of_editors(self, page: ApproachPage, client: Client) -> None:
        client.force_login(editor())
        assert self.shown(client, page) == [n for n in ALL if n not in ("approach_restore", "approach_confirm")]

    def test_the_coalition_sees_its_own(self, page: ApproachPage, coordinator: User, client: Client) -> None:
        client.force_login(coordinator)
        assert self.shown(client, page) == list(FOR_COALITION)

    def test_what_was_taken_away_can_only_be_put_back(
        self, page: ApproachPage, coordinator: User, client: Client
    ) -> None:
        retire(page=page, reason=RetirementReason.OUTDATED)
        client.force_login(coordinator)
        assert self.shown(client, page) == []
        client.force_login(editor())
        assert self.shown(client, page) == ["approach_restore"]


def test_a_quote_needs_a_real_day(page: ApproachPage, client: Client) -> None:
    client.force_login(editor())
    data: dict[str, Any] = QUOTE | {"day": "2024-13-40"}
    assert client.post(url("approach_evidence", page), data).status_code == 200
    assert not EvidenceQuote.objects.exists()
