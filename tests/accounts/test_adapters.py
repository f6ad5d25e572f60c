"""How second factors are kept, and what allauth asks of us."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core import serializers
from django.test import Client

from accounts.adapters import SecondFactorAdapter
from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import SECRET, app_of, log_in, log_in_fully, recovery_codes_of, waiting_secret
from tests.factories.logs import logged


class TestSecrets:
    def test_stand_nowhere_in_the_database(self, user: User) -> None:
        app_of(user)
        stored = serializers.serialize("json", Authenticator.objects.all())
        assert SECRET not in stored
        assert not [code for code in recovery_codes_of(user) if code in stored]

    def test_come_back_with_the_same_key(self, settings: Any) -> None:
        settings.SECOND_FACTOR_KEYS = ["een"]
        hidden = SecondFactorAdapter().encrypt(SECRET)
        assert SecondFactorAdapter().decrypt(hidden) == SECRET
        assert hidden != SecondFactorAdapter().encrypt(SECRET)

    def test_come_back_with_an_older_key_after_a_newer_one(self, settings: Any) -> None:
        settings.SECOND_FACTOR_KEYS = ["een"]
        old = SecondFactorAdapter().encrypt(SECRET)
        settings.SECOND_FACTOR_KEYS = ["twee", "een"]
        assert SecondFactorAdapter().decrypt(old) == SECRET
        settings.SECOND_FACTOR_KEYS = ["twee"]
        with pytest.raises(InvalidToken):
            SecondFactorAdapter().decrypt(old)

    def test_without_keys_of_their_own_depend_on_that_of_the_site(self, settings: Any) -> None:
        settings.SECOND_FACTOR_KEYS = []
        hidden = SecondFactorAdapter().encrypt(SECRET)
        assert SecondFactorAdapter().decrypt(hidden) == SECRET
        settings.SECRET_KEY = "een andere"
        with pytest.raises(InvalidToken):
            SecondFactorAdapter().decrypt(hidden)

    def test_stand_in_no_session_while_they_are_set_up(self, client: Client, user: User) -> None:
        log_in(client, user, PASSWORD)
        page = client.get("/account/tweede-stap/app/").content.decode()
        assert waiting_secret(client) in page
        assert waiting_secret(client) not in str(dict(client.session))
        client.post("/account/tweede-stap/app/", {"code": "123456"})
        assert waiting_secret(client) in page

    def test_are_in_no_log(self, client: Client, user: User) -> None:
        log_in(client, user, PASSWORD)
        with logged() as lines:
            client.get("/account/tweede-stap/app/")
            secret = waiting_secret(client)
            client.post("/account/tweede-stap/app/", {"code": "123456"})
        assert "account/tweede-stap/app/" in lines.text
        assert secret not in lines.text and "123456" not in lines.text


def test_the_picture_for_the_app_is_markup_that_the_policy_allows(client: Client, user: User) -> None:
    log_in(client, user, PASSWORD)
    page = client.get("/account/tweede-stap/app/").content.decode()
    picture = page[page.index("<svg width") : page.index("</svg>", page.index("<svg width"))]
    assert "style=" not in picture and "<?xml" not in page
    assert waiting_secret(client) in page


def test_a_change_in_the_account_is_asked_for_again_after_a_while(client: Client, user: User, settings: Any) -> None:
    log_in(client, user, PASSWORD)
    assert client.get("/account/tweede-stap/app/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = client.get("/account/tweede-stap/app/")
    assert asked["Location"] == "/account/bevestigen/?next=%2Faccount%2Ftweede-stap%2Fapp%2F"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    wrong = client.post(asked["Location"], {"password": "iets anders"})
    assert "Dit is niet uw wachtwoord." in wrong.content.decode()
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == "/account/tweede-stap/app/"


def test_no_page_has_a_second_form_for_scripts(client: Client, user: User) -> None:
    response = client.get("/inloggen/", headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"})
    assert response["Content-Type"].startswith("text/html")


def test_a_session_may_change_what_it_showed_for(client: Client, user: User) -> None:
    app_of(user)
    log_in_fully(client, user, PASSWORD)
    names = json.dumps([record["method"] for record in client.session["account_authentication_methods"]])
    assert names == '["password", "mfa", "login"]'
