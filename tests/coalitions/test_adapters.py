"""Who was invited sees it after logging in, if they confirmed the address that was invited."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import trust_address
from coalitions.invitations import waiting_for
from coalitions.membership import coalitions_of, is_coordinator
from coalitions.models import CoalitionPage, Invitation
from coalitions.services import remove_member
from tests.coalitions.test_invitations import invited
from tests.factories.accounts import log_in
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of

pytestmark = pytest.mark.django_db

PAGE = "/uitnodigingen/"
PASSWORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """The site's own outbox; Django gives tests another one."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Kansrijke Start Zaanstad")


@pytest.fixture
def user() -> User:
    user = User.objects.create_user("nieuw@voorbeeld.test", PASSWORD)
    trust_address(user=user)
    return user


@pytest.fixture
def invitation(coalition: CoalitionPage) -> Invitation:
    invited(coalition, coordinator_of(coalition), as_coordinator=True)
    return Invitation.objects.get()


def test_logging_in_leads_to_it(client: Client, user: User, invitation: Invitation) -> None:
    assert log_in(client, user, PASSWORD)["Location"] == PAGE
    assert "Kansrijke Start Zaanstad" in client.get(PAGE).content.decode()


def test_without_one_it_leads_where_it_did(client: Client, user: User) -> None:
    assert log_in(client, user, PASSWORD)["Location"] == "/"
    client.force_login(user)
    assert "Er wacht geen uitnodiging op u." in client.get(PAGE).content.decode()


def test_a_link_goes_before_it(client: Client, user: User, invitation: Invitation) -> None:
    assert log_in(client, user, PASSWORD, next="/themas/")["Location"] == "/themas/"


def test_who_says_yes_joins(client: Client, user: User, coalition: CoalitionPage, invitation: Invitation) -> None:
    client.force_login(user)
    for _ in range(3):
        client.get(PAGE, {"invitation": invitation.pk, "action": "accept"})
    assert coalitions_of(user) == []
    first = client.post(PAGE, {"invitation": invitation.pk, "action": "accept"})
    assert is_coordinator(user, coalition)
    second = client.post(PAGE, {"invitation": invitation.pk, "action": "accept"})
    assert (second.status_code, second["Location"]) == (302, first["Location"])  # of a double click
    remove_member(coalition, user)
    assert client.post(PAGE, {"invitation": invitation.pk, "action": "accept"}).status_code == 404
    assert coalitions_of(user) == []


def test_who_says_no_is_asked_no_more(client: Client, user: User, invitation: Invitation) -> None:
    client.force_login(user)
    for _ in range(2):  # a double click
        assert client.post(PAGE, {"invitation": invitation.pk, "action": "decline"})["Location"] == PAGE
    assert (coalitions_of(user), list(waiting_for(user))) == ([], [])


@pytest.mark.parametrize(
    ("before", "action", "words"), [("accept", "decline", "al gebruikt"), ("decline", "accept", "is ingetrokken")]
)
def test_another_answer_than_the_one_that_was_given_says_so(
    before: str, action: str, words: str, client: Client, user: User, invitation: Invitation
) -> None:
    """As in another tab; an invitation that was taken back while the list was open is as one that was declined."""
    client.force_login(user)
    client.post(PAGE, {"invitation": invitation.pk, "action": before})
    teams = coalitions_of(user)
    response = client.post(PAGE, {"invitation": invitation.pk, "action": action})
    assert (response.status_code, words in response.content.decode()) == (410, True)
    assert coalitions_of(user) == teams


def test_an_address_that_was_not_confirmed_gives_nothing(client: Client, user: User, invitation: Invitation) -> None:
    EmailAddress.objects.update(verified=False)
    client.force_login(user)
    assert client.post(PAGE, {"invitation": invitation.pk, "action": "accept"}).status_code == 404
    assert coalitions_of(user) == []


@pytest.mark.parametrize("which", ["another's", "", "0", "x", "\x00"])
def test_anothers_invitation_is_not_found(which: str, client: Client, user: User, coalition: CoalitionPage) -> None:
    invited(coalition, coordinator_of(coalition), "ander@voorbeeld.test")
    client.force_login(user)
    chosen = str(Invitation.objects.get().pk) if which == "another's" else which
    for action in ("accept", "decline"):
        assert client.post(PAGE, {"invitation": chosen, "action": action}).status_code == 404
    assert Invitation.objects.undecided().exists()


def test_one_that_is_too_old_waits_no_more(user: User, invitation: Invitation) -> None:
    Invitation.objects.update(expires=timezone.now())
    assert list(waiting_for(user)) == []
