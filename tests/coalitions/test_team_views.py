"""The team page: who manages which team, and what somebody behind an invitation sees."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coalitions.invitations import revoke
from coalitions.membership import coalitions_of, is_coordinator
from coalitions.models import CoalitionPage, Invitation
from coalitions.team_views import INVITE, INVITED
from mail.models import Message
from tests.coalitions.test_invitations import invited
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def ours() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons", slug="van-ons")


@pytest.fixture
def theirs() -> CoalitionPage:
    return CoalitionPageFactory(title="Van hen", slug="van-hen")


@pytest.fixture
def coordinator(ours: CoalitionPage, client: Client) -> User:
    user = coordinator_of(ours, email="nadia@voorbeeld.test")
    client.force_login(user)
    return user


def url(coalition: CoalitionPage, rest: str = "") -> str:
    return f"/coalitie/{coalition.slug}/team/{rest}"


def said(client: Client, coalition: CoalitionPage) -> str:
    return client.get(url(coalition)).content.decode()


class TestWhoManages:
    def everything(self, coalition: CoalitionPage) -> list[str]:
        inside = member_of(coalition)
        invitation = Invitation.objects.create(
            coalition=coalition, email="x@voorbeeld.test", token_hash="x", sent=timezone.now(), expires=timezone.now()
        )
        return [url(coalition), url(coalition, f"lid/{inside.pk}/"), url(coalition, f"uitnodiging/{invitation.pk}/")]

    def test_another_coalition_does_not_exist_for_a_coordinator(
        self, client: Client, coordinator: User, theirs: CoalitionPage
    ) -> None:
        for address in self.everything(theirs):
            for data in ({"action": "remove"}, {"action": "revoke"}, {"email": "y@voorbeeld.test", "role": "lid"}):
                assert client.post(address, data).status_code == 404
            assert client.get(address).status_code in (404, 405)
        assert Invitation.objects.get().revoked is None
        assert not Message.objects.exists()

    def test_an_id_of_another_coalition_under_ones_own_address_is_not_found(
        self, client: Client, coordinator: User, ours: CoalitionPage, theirs: CoalitionPage
    ) -> None:
        for address in self.everything(theirs)[1:]:
            assert client.post(address.replace("van-hen", "van-ons"), {"action": "remove"}).status_code == 404

    def test_a_member_manages_nothing_and_a_stranger_logs_in(self, client: Client, ours: CoalitionPage) -> None:
        addresses = self.everything(ours)
        assert client.get(addresses[0])["Location"] == f"/inloggen/?next={addresses[0]}"
        client.force_login(member_of(ours))
        for address in addresses:
            assert client.post(address, {"action": "remove"}).status_code == 404

    def test_an_editor_manages_every_team(self, client: Client, ours: CoalitionPage) -> None:
        client.force_login(editor())
        assert client.get(url(ours)).status_code == 200

    def test_a_coordinator_who_was_taken_out_is_out_at_the_next_request(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        assert client.get(url(ours)).status_code == 200
        colleague = coordinator_of(ours)
        other = Client()
        other.force_login(colleague)
        other.post(url(ours, f"lid/{coordinator.pk}/"), {"action": "remove"})
        assert client.get(url(ours)).status_code == 404


class TestTeam:
    def test_it_shows_who_is_in_it_with_their_role(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        member_of(ours, email="lid@voorbeeld.test")
        html = said(client, ours)
        assert html.index("nadia@voorbeeld.test") < html.index("lid@voorbeeld.test")
        assert "Coördinator" in html and "Lid" in html

    def test_the_number_of_queries_does_not_depend_on_the_team(
        self, client: Client, coordinator: User, ours: CoalitionPage, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(12):
            member_of(ours, email=f"lid-{number}@voorbeeld.test")
        with django_assert_max_num_queries(15):
            client.get(url(ours))

    def test_looking_changes_nothing(self, client: Client, coordinator: User, ours: CoalitionPage) -> None:
        member = member_of(ours)
        address = url(ours, f"lid/{member.pk}/")
        for _ in range(3):
            client.get(address, {"action": "remove"})
            client.get(url(ours), {"email": "x@voorbeeld.test", "role": "lid"})
        assert coalitions_of(member) == [ours]
        assert not Invitation.objects.exists()

    def test_roles_are_changed_and_people_taken_out(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        member = member_of(ours)
        address = url(ours, f"lid/{member.pk}/")
        client.post(address, {"action": "lead"})
        assert is_coordinator(member, ours)
        client.post(address, {"action": "write"})
        assert not is_coordinator(member, ours) and coalitions_of(member) == [ours]
        client.post(address, {"action": "onzin"})
        assert coalitions_of(member) == [ours]
        client.post(address, {"action": "remove"})
        assert coalitions_of(member) == []
        assert "zit niet meer in het team" in said(client, ours)

    def test_the_only_coordinator_is_told_what_leaving_means(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        address = url(ours, f"lid/{coordinator.pk}/")
        assert "U bent de enige coördinator" in client.get(address).content.decode()
        assert client.post(address, {"action": "remove"})["Location"] == "/"
        coordinator_of(ours)
        assert client.get(address).status_code == 404

    def test_an_empty_team_says_who_looks_after_it(self, client: Client, ours: CoalitionPage) -> None:
        client.force_login(editor())
        assert "De redactie houdt de pagina's van de coalitie zolang bij" in said(client, ours)


class TestInviting:
    def test_a_coordinator_invites(self, client: Client, coordinator: User, ours: CoalitionPage) -> None:
        response = client.post(url(ours), {"email": "nieuw@voorbeeld.test", "role": "coordinator"})
        assert response["Location"] == url(ours)
        assert Message.objects.get().to == ["nieuw@voorbeeld.test"]
        html = said(client, ours)
        assert "De uitnodiging aan nieuw@voorbeeld.test is onderweg." in html
        assert "als coördinator" in html

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            ({}, "Vul het e-mailadres in"),
            ({"email": "geen adres", "role": "lid"}, "Dit is geen e-mailadres"),
            ({"email": "x@voorbeeld.test", "role": "beheer"}, "Kies lid of coördinator"),
            ({"email": "nadia@voorbeeld.test", "role": "coordinator"}, "zit al in het team"),
        ],
    )
    def test_what_is_wrong_is_said(
        self, data: dict[str, str], error: str, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        html = client.post(url(ours), data).content.decode()
        assert error in html
        assert "<title>Fout: " in html
        assert not Message.objects.exists()

    def test_an_invitation_is_sent_again_or_taken_back(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        client.post(url(ours), {"email": "nieuw@voorbeeld.test", "role": "lid"})
        first = Invitation.objects.get()
        client.post(url(ours, f"uitnodiging/{first.pk}/"), {"action": "resend"})
        second = Invitation.objects.undecided().get()
        assert (second.pk != first.pk, Message.objects.count()) == (True, 2)
        client.post(url(ours, f"uitnodiging/{second.pk}/"), {"action": "revoke"})
        assert not Invitation.objects.undecided().exists()
        assert client.post(url(ours, f"uitnodiging/{second.pk}/"), {"action": "resend"}).status_code == 404

    def test_a_double_click_on_the_form_is_one_invitation_and_one_mail(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        once = re.findall('name="once" value="(\\w+)"', client.get(url(ours)).content.decode())[0]
        form = {"email": "nieuw@voorbeeld.test", "role": "lid", "once": once}
        for _ in range(INVITED.limit + 1):
            assert client.post(url(ours), form)["Location"] == url(ours)
        invitation = Invitation.objects.get()
        assert (invitation.is_undecided, Message.objects.count()) == (True, 1)
        revoke(invitation)
        client.post(url(ours), form)  # who goes back in the browser invites again
        assert (Invitation.objects.undecided().count(), Message.objects.count()) == (1, 2)

    @pytest.mark.parametrize(("action", "mails"), [("resend", 2), ("revoke", 1)])
    def test_a_double_click_on_an_invitation_is_one_deed(
        self, action: str, mails: int, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        client.post(url(ours), {"email": "nieuw@voorbeeld.test", "role": "lid"})
        address = url(ours, f"uitnodiging/{Invitation.objects.get().pk}/")
        assert [client.post(address, {"action": action})["Location"] for _ in range(2)] == [url(ours)] * 2
        assert Message.objects.count() == mails

    def test_one_that_is_too_old_is_shown_as_such(self, client: Client, coordinator: User, ours: CoalitionPage) -> None:
        invited(ours, coordinator)
        Invitation.objects.update(expires=timezone.now() - timedelta(days=1))
        assert "verlopen op" in said(client, ours)

    def test_one_mailbox_gets_a_few_and_then_no_more(
        self, client: Client, coordinator: User, ours: CoalitionPage
    ) -> None:
        answers = [
            client.post(url(ours), {"email": "nieuw@voorbeeld.test", "role": "lid"}) for _ in range(INVITED.limit + 1)
        ]
        assert [answer.status_code for answer in answers] == [302] * INVITED.limit + [429]
        assert answers[-1]["Retry-After"]
        assert Message.objects.count() == INVITED.limit

    def test_one_coordinator_sends_no_mailing(self, client: Client, coordinator: User, ours: CoalitionPage) -> None:
        for _ in range(INVITE.limit):
            INVITE.hit(str(coordinator.pk))
        assert client.post(url(ours), {"email": "nieuw@voorbeeld.test", "role": "lid"}).status_code == 429


class TestInvitation:
    @pytest.fixture
    def link(self, ours: CoalitionPage) -> str:
        return f"/uitnodiging/{invited(ours, coordinator_of(ours))}/"

    def test_a_stranger_is_asked_to_log_in_and_comes_back(self, client: Client, link: str) -> None:
        response = client.get(link)
        assert f"/inloggen/?next={link}" in response.content.decode()
        assert (response["Referrer-Policy"], response["Cache-Control"]) == ("same-origin", "no-store")

    def test_a_hundred_looks_change_nothing_and_a_click_does(
        self, client: Client, link: str, ours: CoalitionPage
    ) -> None:
        user = User.objects.create_user("nieuw@voorbeeld.test")
        client.force_login(user)
        for _ in range(100):
            assert client.get(link).status_code == 200
        assert coalitions_of(user) == []
        assert client.post(link)["Location"].startswith("/admin/pages/")
        assert coalitions_of(user) == [ours]

    def test_a_second_click_says_it_was_used(self, client: Client, link: str) -> None:
        client.force_login(User.objects.create_user("nieuw@voorbeeld.test"))
        client.post(link)
        for response in (client.post(link), client.get(link)):
            assert response.status_code == 410
            assert "Deze uitnodiging is al gebruikt" in response.content.decode()
            assert (
                "Log in" not in response.content.decode() and reverse("wagtailadmin_home") in response.content.decode()
            )

    def test_another_user_is_told_so_and_not_whose_it_is(self, client: Client, link: str) -> None:
        client.force_login(User.objects.create_user("ander@voorbeeld.test"))
        for response in (client.post(link), client.get(link)):
            assert response.status_code == 403
            assert "voor een ander e-mailadres" in response.content.decode()
            assert "nieuw@voorbeeld.test" not in response.content.decode()

    @pytest.mark.parametrize(
        ("change", "words"),
        [({"expires": timezone.now() - timedelta(days=1)}, "verlopen"), ({"revoked": timezone.now()}, "ingetrokken")],
    )
    def test_what_works_no_more_says_why(self, change: dict[str, Any], words: str, client: Client, link: str) -> None:
        Invitation.objects.update(**change)
        for method in (client.get, client.post):
            response = method(link)
            assert response.status_code == 410
            assert words in response.content.decode()

    def test_a_link_that_was_cut_off_is_a_clear_answer(self, client: Client, link: str) -> None:
        response = client.get(link[:-5] + "/")
        assert response.status_code == 404
        assert "kennen we niet" in response.content.decode()

    def test_who_makes_an_account_for_it_is_not_told_to_wait_for_an_invitation(self, client: Client, link: str) -> None:
        waits = "kan pas als die coalitie u uitnodigt"
        assert waits in client.get("/account-maken/").content.decode()
        to_account = f"/account-maken/?next={link}"
        assert f'href="{to_account}"' in client.get(link).content.decode()
        assert waits not in client.get(to_account).content.decode()

    def test_a_stranger_joins_nothing_by_post(self, client: Client, link: str) -> None:
        assert client.post(link).status_code == 200
        assert Invitation.objects.undecided().exists()
