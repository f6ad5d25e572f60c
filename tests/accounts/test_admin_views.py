"""Who administers takes away a second factor that somebody lost."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import app_of, code, log_in, log_in_fully, publishers

ADMIN_PASSWORD = "password"


@pytest.fixture
def somebody(user: User) -> User:
    """Somebody with an app, who publishes."""
    user.groups.add(publishers())
    app_of(user)
    return user


def path_for(user: User) -> str:
    return f"/admin/gebruikers/{user.pk}/tweede-stap-wissen/"


@pytest.fixture
def administrator(client: Client, admin_user: User) -> Client:
    log_in(client, admin_user, ADMIN_PASSWORD)
    return client


def test_after_a_question_it_is_gone_and_told(administrator: Client, somebody: User, mailoutbox: Any) -> None:
    asked = administrator.get(path_for(somebody))
    assert "bel even" in asked.content.decode()
    assert somebody.authenticator_set.count() == 2
    done = administrator.post(path_for(somebody), follow=True)
    assert "is gewist" in done.content.decode()
    assert not somebody.authenticator_set.exists()
    assert [mail.to for mail in mailoutbox] == [[somebody.email]]


def test_the_session_that_showed_it_is_out_at_once(settings: Any, somebody: User, admin_user: User) -> None:
    settings.REQUIRE_MFA = True
    theirs, administrator = Client(), Client()
    log_in_fully(theirs, somebody, PASSWORD)
    app_of(admin_user)
    log_in_fully(administrator, admin_user, ADMIN_PASSWORD)
    assert theirs.get("/admin/").status_code == 200
    assert administrator.post(path_for(somebody)).status_code == 302
    assert theirs.get("/admin/")["Location"] == "/inloggen/?next=/admin/"


def test_of_somebody_without_one_says_so(administrator: Client, user: User, mailoutbox: Any) -> None:
    done = administrator.post(path_for(user), follow=True)
    assert "er is niets gewist" in done.content.decode()
    assert mailoutbox == []


def test_who_administers_has_to_show_who_they_are(administrator: Client, somebody: User, settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    for method in ("get", "post"):
        response = getattr(administrator, method)(path_for(somebody))
        assert response["Location"].startswith("/account/bevestigen/?next=")
    assert somebody.authenticator_set.count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_may(client: Client, somebody: User, method: str) -> None:
    somebody.groups.get().permissions.add(Permission.objects.get(codename="change_user"))
    log_in(client, somebody, PASSWORD)
    client.post("/inloggen/tweede-stap/", {"code": code()})
    assert client.get("/admin/").status_code == 200
    assert getattr(client, method)(path_for(somebody)).status_code == 302
    assert somebody.authenticator_set.count() == 2


def test_it_is_offered_in_the_list_of_users(administrator: Client, somebody: User) -> None:
    assert path_for(somebody) in administrator.get("/admin/users/").content.decode()


def test_nobody_is_reset_who_is_not_there(administrator: Client, db: None) -> None:
    assert administrator.get("/admin/gebruikers/999999/tweede-stap-wissen/").status_code == 404
