"""Who gets which mail, and where they choose it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from mail.models import Message, Preference, Wish
from mail.preferences import Kind, choose, notify, notify_all, wish_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """The site's own outbox; Django gives tests another one."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


URL = "/account/e-mail/"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("lid@voorbeeld.test")


@pytest.mark.parametrize(
    ("wish", "kinds"),
    [
        (None, [Kind.TODO, Kind.INFO]),
        (Wish.ALL, [Kind.TODO, Kind.INFO]),
        (Wish.TODO, [Kind.TODO]),
        (Wish.NONE, []),
    ],
)
def test_a_mail_goes_to_who_wants_it(user: User, wish: Wish | None, kinds: list[Kind]) -> None:
    if wish:
        choose(user, wish)
    sent = [kind for kind in Kind if notify(user, kind=kind, subject=kind, text="Er is iets.")]
    assert sent == kinds
    assert sorted(Message.objects.values_list("subject", flat=True)) == sorted(kinds)


def test_every_mail_says_where_to_choose(user: User) -> None:
    notify(user, kind=Kind.INFO, subject="Titel\nBcc: ander@voorbeeld.test", text="Er is iets.")
    message = Message.objects.get()
    assert message.to == ["lid@voorbeeld.test"]
    assert message.subject == "Titel Bcc: ander@voorbeeld.test"
    assert f"{URL}\n" in message.text
    assert message.headers["Auto-Submitted"] == "auto-generated"


def test_who_cannot_log_in_any_more_gets_nothing(user: User) -> None:
    user.is_active = False
    assert not notify(user, kind=Kind.TODO, subject="Titel", text="Er is iets.")
    assert not Message.objects.exists()


def test_several_each_get_their_own(user: User) -> None:
    other = User.objects.create_user("ander@voorbeeld.test")
    assert notify_all([user, other], kind=Kind.TODO, subject="Titel", text="Er is iets.") == 2
    assert [message.to for message in Message.objects.order_by("pk")] == [[user.email], [other.email]]


class TestPage:
    def test_somebody_chooses_for_themselves(self, client: Client, user: User) -> None:
        client.force_login(user)
        assert client.post(URL, {"wish": "todo"})["Location"] == URL
        assert "Uw keuze is bewaard." in client.get(URL).content.decode()
        assert wish_of(user) == Wish.TODO
        assert Preference.objects.get().user == user

    def test_looking_changes_nothing(self, client: Client, user: User) -> None:
        client.force_login(user)
        client.get(URL, {"wish": "none"})
        assert not Preference.objects.exists()

    @pytest.mark.parametrize("data", [{}, {"wish": "veel"}, {"wish": "\x00"}])
    def test_nonsense_is_a_clear_answer(self, client: Client, user: User, data: dict[str, str]) -> None:
        client.force_login(user)
        response = client.post(URL, data)
        assert response.status_code == 200
        assert "<title>Fout: " in response.content.decode()
        assert not Preference.objects.exists()

    def test_a_stranger_logs_in_first(self, client: Client) -> None:
        response = client.get(URL)
        assert (response.status_code, response["Location"]) == (302, f"/inloggen/?next={URL}")
