"""Too many tries are refused with a time to wait, and honest people go on (trust.md 17)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import factors_of
from core.models import Throttle
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import app_of, code, log_in, log_in_fully

HERE, THERE = "203.0.113.1", "198.51.100.7"


def at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def guess(times: int, client: Client, email: str = "wie@voorbeeld.test") -> list[int]:
    sent = {"username": email, "password": "geraden"}
    return [client.post("/inloggen/", sent).status_code for _ in range(times)]


class TestLogin:
    def test_an_eleventh_guess_is_refused_with_a_time_to_wait(self, user: User) -> None:
        assert guess(11, at(HERE)) == [200] * 10 + [429]
        refused = at(HERE).post("/inloggen/", {"username": "wie@voorbeeld.test", "password": PASSWORD})
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 900
        assert "over 15 minuten nog eens" in refused.content.decode()

    def test_spelling_the_address_otherwise_does_not_help(self, user: User) -> None:
        guess(10, at(HERE))
        assert guess(1, at(HERE), " WIE@Voorbeeld.test ") == [429]

    def test_the_owner_goes_on_from_elsewhere(self, user: User) -> None:
        guess(11, at(HERE))
        assert log_in(at(THERE), user, PASSWORD).status_code == 302

    def test_colleagues_behind_the_same_address_go_on(self, user: User) -> None:
        guess(11, at(HERE))
        other = User.objects.create_user("ander@voorbeeld.test", PASSWORD)
        assert log_in(at(HERE), other, PASSWORD).status_code == 302

    def test_after_a_while_one_may_try_again(self, user: User) -> None:
        guess(11, at(HERE))
        Throttle.objects.update(ends=0)
        assert log_in(at(HERE), user, PASSWORD).status_code == 302

    def test_a_right_password_begins_anew(self, user: User) -> None:
        for _ in range(3):
            assert guess(9, at(HERE)) == [200] * 9
            assert log_in(at(HERE), user, PASSWORD).status_code == 302

    def test_one_password_on_many_accounts_is_refused(self, db: None) -> None:
        client = at(HERE)
        answers = [guess(1, client, f"wie{number}@voorbeeld.test")[0] for number in range(61)]
        assert answers == [200] * 60 + [429]

    def test_guessing_from_many_addresses_is_refused(self, user: User) -> None:
        answers = [guess(1, at(f"203.0.113.{number}"))[0] for number in range(31)]
        assert answers == [200] * 30 + [429]

    def test_who_uses_up_the_tries_of_another_holds_them_up_nowhere_they_logged_in_before(self, user: User) -> None:
        assert log_in(at(THERE), user, PASSWORD).status_code == 302
        for number in range(14):
            guess(10, at(f"203.0.113.{number}"))
        assert guess(1, at("203.0.113.99")) == [429]
        assert log_in(at(THERE), user, PASSWORD).status_code == 302

    def test_elsewhere_the_owner_waits_ten_minutes_at_most(self, user: User) -> None:
        for number in range(14):
            guess(10, at(f"203.0.113.{number}"))
        refused = log_in(at(THERE), user, PASSWORD)
        assert (refused.status_code, int(refused["Retry-After"]) <= 600) == (429, True)
        with time_machine.travel(timezone.now() + timedelta(seconds=601), tick=False):
            assert log_in(at(THERE), user, PASSWORD).status_code == 302

    def test_where_somebody_logged_in_guessing_is_refused_as_anywhere(self, user: User) -> None:
        log_in(at(HERE), user, PASSWORD)
        assert guess(11, at(HERE)) == [200] * 10 + [429]

    def test_nor_is_it_a_way_in_for_another_account(self, user: User) -> None:
        log_in(at(HERE), user, PASSWORD)
        other = User.objects.create_user("ander@voorbeeld.test", PASSWORD)
        for number in range(3):
            guess(10, at(f"203.0.113.{100 + number}"), other.email)
        assert log_in(at(HERE), other, PASSWORD).status_code == 429

    def test_an_account_that_does_not_exist_is_refused_alike(self, db: None) -> None:
        assert guess(11, at(HERE), "niemand@voorbeeld.test") == [200] * 10 + [429]

    def test_looking_at_the_page_counts_for_nothing(self, user: User) -> None:
        client = at(HERE)
        assert {client.get("/inloggen/").status_code for _ in range(70)} == {200}
        assert not Throttle.objects.exists()


class TestMailToOthers:
    @pytest.mark.parametrize("email", ["wie@voorbeeld.test", "niemand@voorbeeld.test"])
    def test_a_fourth_reset_within_the_hour_is_refused_known_or_not(self, user: User, email: str) -> None:
        answers = [at(HERE).post("/wachtwoord-vergeten/", {"email": email}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
        assert int(answers[-1]["Retry-After"]) > 3500

    def test_of_one_address_many_may_ask(self, user: User) -> None:
        for number in range(30):
            assert at(HERE).post("/wachtwoord-vergeten/", {"email": f"a{number}@b.nl"}).status_code == 302
        assert at(HERE).post("/wachtwoord-vergeten/", {"email": "z@b.nl"}).status_code == 429
        assert at(THERE).post("/wachtwoord-vergeten/", {"email": "z@b.nl"}).status_code == 302

    def test_a_fourth_sign_up_with_one_address_is_refused(self, db: None, mailoutbox: Any) -> None:
        sent = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD}
        answers = [Client().post("/account-maken/", sent).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429]
        assert len(mailoutbox) <= 3

    def test_logging_in_unconfirmed_sends_three_mails_at_most(self, db: None, mailoutbox: Any) -> None:
        sent = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD}
        Client().post("/account-maken/", sent)
        new = User.objects.get()
        for _ in range(5):
            assert log_in(Client(), new, PASSWORD)["Location"] == "/account-maken/verstuurd/"
        assert len(mailoutbox) == 3
        said = Client().get("/account-maken/verstuurd/").content.decode()
        assert "hooguit drie keer per uur" in said
        assert "hebben u een mail gestuurd" not in said

    def test_mistyping_a_new_password_does_not_count_as_a_sign_up(self, db: None) -> None:
        sent = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD, "password2": "anders"}
        assert [at(HERE).post("/account-maken/", sent).status_code for _ in range(5)] == [200] * 5
        assert at(HERE).post("/account-maken/", sent | {"password2": PASSWORD}).status_code == 302

    def test_of_one_address_many_may_sign_up(self, db: None) -> None:
        client = at(HERE)
        assert {client.post("/account-maken/", {"email": f"a{n}@b"}).status_code for n in range(40)} == {200}
        assert client.post("/account-maken/", {"email": "a@b"}).status_code == 429
        assert at(THERE).post("/account-maken/", {"email": "a@b"}).status_code == 200

    def test_an_eleventh_change_of_address_is_refused(self, client: Client, user: User) -> None:
        log_in(client, user, PASSWORD)
        sent = [{"email": f"a{number}@b.nl", "action_add": ""} for number in range(11)]
        answers = [client.post("/account/e-mailadres/", form).status_code for form in sent]
        assert answers == [302] * 10 + [429]


class TestCodes:
    def test_a_sixth_code_is_refused(self, client: Client, user: User) -> None:
        app_of(user)
        log_in(client, user, PASSWORD)
        answers = [client.post("/inloggen/tweede-stap/", {"code": f"00000{n}"}).status_code for n in range(6)]
        assert answers == [200] * 5 + [429]
        assert client.post("/inloggen/tweede-stap/", {"code": code()}).status_code == 429
        assert "_auth_user_id" not in client.session

    def test_logging_in_again_does_not_give_new_tries(self, user: User) -> None:
        app_of(user)
        for n in range(5):
            client = Client()
            log_in(client, user, PASSWORD)
            client.post("/inloggen/tweede-stap/", {"code": f"00000{n}"})
        client = Client()
        log_in(client, user, PASSWORD)
        assert client.post("/inloggen/tweede-stap/", {"code": code()}).status_code == 429

    def test_a_right_code_begins_anew(self, user: User) -> None:
        app_of(user)
        for step in (-1, 0, 1):
            client = Client()
            log_in(client, user, PASSWORD)
            for n in range(4):
                client.post("/inloggen/tweede-stap/", {"code": f"00000{n}"})
            log_in_fully(Client(), user, PASSWORD, step=step)

    def test_setting_up_counts_too(self, client: Client, user: User) -> None:
        log_in(client, user, PASSWORD)
        client.get("/account/tweede-stap/app/")
        answers = [client.post("/account/tweede-stap/app/", {"code": "000000"}).status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]
        assert not factors_of(user).exists()


@pytest.mark.parametrize(
    ("path", "field"), [("/account/wachtwoord/", "oldpassword"), ("/account/bevestigen/", "password")]
)
def test_the_own_password_may_be_guessed_ten_times_in_a_session_left_open(
    client: Client, user: User, path: str, field: str
) -> None:
    log_in(client, user, PASSWORD)
    answers = [client.post(path, {field: "geraden"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
