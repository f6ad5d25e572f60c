"""One door for everybody, and a way back in for who forgot."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mail.models import Message
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def editor(user: User) -> User:
    """Somebody who may enter the admin."""
    group = Group.objects.create(name="Schrijvers")
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    user.groups.add(group)
    return User.objects.get(pk=user.pk)


def log_in(client: Client, email: str = "wie@voorbeeld.test", password: str = PASSWORD, **rest: str) -> Any:
    return client.post("/inloggen/", {"username": email, "password": password, **rest})


class TestLogin:
    def test_leads_home(self, client: Client, user: User) -> None:
        response = log_in(client)
        assert (response.status_code, response["Location"]) == (302, "/")
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_leads_who_may_enter_the_admin_there(self, client: Client, editor: User) -> None:
        assert log_in(client)["Location"] == "/admin/"

    def test_leads_to_where_one_came_from(self, client: Client, editor: User) -> None:
        assert log_in(client, next="/admin/pages/3/edit/")["Location"] == "/admin/pages/3/edit/"

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://elders.test/", "//elders.test/", "http:///elders.test", "javascript:alert(1)", "\\\\elders"],
    )
    def test_leads_nowhere_else(self, client: Client, user: User, elsewhere: str) -> None:
        assert log_in(client, next=elsewhere)["Location"] == "/"

    def test_who_is_logged_in_is_sent_on(self, client: Client, editor: User) -> None:
        client.force_login(editor)
        assert client.get("/inloggen/")["Location"] == "/admin/"
        assert client.get("/inloggen/?next=/openbaar/")["Location"] == "/openbaar/"

    def test_who_may_not_enter_the_admin_is_told_so_and_not_sent_round(self, client: Client, user: User) -> None:
        client.force_login(user)
        response = client.get("/admin/", follow=True)
        assert response.status_code == 200
        assert [address for address, _ in response.redirect_chain] == ["/inloggen/?next=/admin/"]
        html = response.content.decode()
        assert "<h1>U mag niet in het beheer</h1>" in html
        assert "mag hier niet komen" not in html and 'type="password"' not in html
        assert user.email in html and reverse("alerts:mine") in html and reverse("accounts:overview") in html
        assert "mag hier niet komen" not in client.get("/account/").content.decode()

    def test_what_else_was_to_be_said_is_not_lost_at_the_door_of_the_admin(self, client: Client, user: User) -> None:
        new = "een-ander-lang-wachtwoord"
        log_in(client)
        client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
        html = client.get("/admin/", follow=True).content.decode()
        html += client.get("/account/").content.decode()
        assert html.count("Uw wachtwoord is veranderd.") == 1
        assert "mag hier niet komen" not in html

    def test_who_may_not_enter_the_admin_logs_in_there_as_somebody_else(self, client: Client, editor: User) -> None:
        client.force_login(User.objects.create_user("lezer@voorbeeld.test"))
        shown = client.get("/admin/pages/3/edit/", follow=True).content.decode()
        again = unescape(shown.partition('name="next" value="')[2].partition('"')[0])
        door = client.post("/uitloggen/", {"next": again})["Location"]
        assert client.get(door).context["form"] is not None
        assert log_in(client, **dict(parse_qsl(urlsplit(door).query)))["Location"] == "/admin/pages/3/edit/"

    def test_somebody_whose_account_was_closed_can_not_log_in(self, client: Client, user: User) -> None:
        User.objects.filter(pk=user.pk).update(is_active=False)
        response = log_in(client)
        assert response.status_code == 200
        assert "horen niet bij elkaar" in response.content.decode()

    def test_a_page_with_a_login_form_is_not_kept_by_a_cache(self, client: Client, db: None) -> None:
        assert "no-store" in client.get("/inloggen/")["Cache-Control"]


class TestErrors:
    """trust.md 34: the title says it, the summary links to it, the field is marked, what was typed stays."""

    def test_a_refused_login_does_not_say_which_part_is_wrong(self, client: Client, user: User) -> None:
        wrong = log_in(client, password="niet-het-wachtwoord").content.decode()
        unknown = log_in(client, email="niemand@voorbeeld.test").content.decode()
        message = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
        assert message in wrong
        assert message in unknown

    def test_is_told_in_title_summary_and_fields(self, client: Client, user: User) -> None:
        content = log_in(client, password="niet-het-wachtwoord").content.decode()
        assert "<title>Fout: Inloggen" in content
        assert 'href="#id_username"' in content
        assert all('aria-invalid="true"' in tag for tag in inputs(content))
        assert 'value="wie@voorbeeld.test"' in content
        assert "niet-het-wachtwoord" not in content

    def test_a_missing_value_is_told_at_its_own_field(self, client: Client, db: None) -> None:
        content = log_in(client, email="wie@voorbeeld.test", password="").content.decode()
        assert "Vul uw wachtwoord in." in content
        assert 'href="#id_password"' in content
        name, password = inputs(content)
        assert "aria-invalid" not in name
        assert 'aria-invalid="true"' in password

    @pytest.mark.parametrize(
        "email", ["", "wie", "wie@", "x" * 8000, "wie\x00@voorbeeld.test", "wie@voorbeeld.test\r\nBcc: a@b.nl"]
    )
    def test_what_is_no_address_gets_a_clear_answer(self, client: Client, db: None, email: str) -> None:
        response = log_in(client, email=email)
        assert response.status_code == 200
        assert "<title>Fout: Inloggen" in response.content.decode()

    def test_there_is_none_on_the_first_look(self, client: Client, db: None) -> None:
        content = client.get("/inloggen/").content.decode()
        assert "<title>Inloggen" in content
        assert "aria-invalid" not in content


def inputs(content: str) -> list[str]:
    """The tags of the two fields, in order."""
    return re.findall(r"<input[^>]*name=\"(?:username|password)\"[^>]*>", content)


class TestLogout:
    def test_by_post_leads_home(self, client: Client, user: User) -> None:
        client.force_login(user)
        response = client.post("/uitloggen/")
        assert (response.status_code, response["Location"]) == (302, "/")
        assert "_auth_user_id" not in client.session

    def test_by_a_link_does_nothing(self, client: Client, user: User) -> None:
        client.force_login(user)
        assert client.get("/uitloggen/").status_code == 405
        assert "_auth_user_id" in client.session


class TestNewPassword:
    @pytest.fixture(autouse=True)
    def outbox(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"

    def link(self) -> str:
        """The link in the mail that waits."""
        found = re.search(r"http://testserver(/wachtwoord-instellen/\S+)", Message.objects.get().text)
        assert found
        return found.group(1)

    def test_is_chosen_through_a_link_in_a_mail(self, client: Client, user: User) -> None:
        assert client.post("/wachtwoord-vergeten/", {"email": "WIE@voorbeeld.test"}).status_code == 302
        form = client.get(self.link(), follow=True)
        address = form.redirect_chain[-1][0]
        new = {"new_password1": "heel-iets-anders-1", "new_password2": "heel-iets-anders-1"}
        response = client.post(address, new)
        assert (response.status_code, response["Location"]) == (302, "/wachtwoord-instellen/klaar/")
        assert client.get("/wachtwoord-instellen/klaar/").status_code == 200
        assert log_in(client, password="heel-iets-anders-1").status_code == 302

    def test_who_chose_one_by_mail_is_not_held_up_there_by_others_who_guess(self, client: Client, user: User) -> None:
        for number in range(4):
            for _ in range(10):
                sent = {"username": user.email, "password": "geraden"}
                client.post("/inloggen/", sent, REMOTE_ADDR=f"203.0.113.{number}")
        assert log_in(client).status_code == 429
        client.post("/wachtwoord-vergeten/", {"email": user.email})
        address = client.get(self.link(), follow=True).redirect_chain[-1][0]
        client.post(address, {"new_password1": "heel-iets-anders-1", "new_password2": "heel-iets-anders-1"})
        assert log_in(client, password="heel-iets-anders-1").status_code == 302

    def test_is_asked_for_without_network_in_the_request(self, client: Client, user: User) -> None:
        client.post("/wachtwoord-vergeten/", {"email": "wie@voorbeeld.test"})
        assert mail.outbox == []
        waiting = Message.objects.get()
        assert (waiting.to, waiting.state) == (["wie@voorbeeld.test"], Message.State.WAITING)
        assert waiting.subject == "Een nieuw wachtwoord kiezen"

    def test_for_an_unknown_address_answers_the_same(self, client: Client, user: User) -> None:
        known = client.post("/wachtwoord-vergeten/", {"email": "wie@voorbeeld.test"}, follow=True)
        unknown = client.post("/wachtwoord-vergeten/", {"email": "niemand@voorbeeld.test"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain == [("/wachtwoord-vergeten/verstuurd/", 302)]
        assert Message.objects.count() == 1

    def test_a_link_works_once(self, client: Client, user: User) -> None:
        client.post("/wachtwoord-vergeten/", {"email": "wie@voorbeeld.test"})
        user.set_password("intussen-veranderd")
        user.save()
        response = client.get(self.link())
        assert response.status_code == 200
        assert "Deze link werkt niet meer" in response.content.decode()

    def test_a_weak_one_is_refused_with_a_reason(self, client: Client, user: User) -> None:
        client.post("/wachtwoord-vergeten/", {"email": "wie@voorbeeld.test"})
        address = client.get(self.link(), follow=True).redirect_chain[-1][0]
        content = client.post(address, {"new_password1": "kort", "new_password2": "kort"}).content.decode()
        assert "<title>Fout: " in content
        assert "12" in content
        assert 'aria-invalid="true"' in content


@pytest.mark.django_db
def test_the_menu_stands_on_the_login_page_too(client: Client) -> None:
    html = client.get("/inloggen/").content.decode()
    assert 'href="/themas/"' in html


QUERIES_OF_MENU = 4
"""Menu and footer stand on every page; the form itself asks nothing."""
SIGN_UP = {"email": "Nieuw@Voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD}


def link_in(message: Any, part: str) -> str:
    """The link in a mail, as a path."""
    found = re.search(rf"http://testserver(/{part}\S+)", message.body)
    assert found, message.body
    return found.group(1)


class TestSignUp:
    def test_makes_an_account_that_opens_by_the_link_in_the_mail(
        self, client: Client, db: None, mailoutbox: Any
    ) -> None:
        response = client.post("/account-maken/", SIGN_UP)
        assert response["Location"] == "/account-maken/verstuurd/"
        user = User.objects.get(email="nieuw@voorbeeld.test")
        assert log_in(client, user.email)["Location"] == "/account-maken/verstuurd/"
        assert "_auth_user_id" not in client.session
        link = link_in(mailoutbox[0], "e-mailadres-bevestigen")
        assert client.post(link)["Location"] == "/inloggen/"
        assert "is bevestigd" in client.get("/inloggen/").content.decode()
        assert log_in(client, user.email)["Location"] == "/"

    def test_looking_at_the_link_changes_nothing(self, client: Client, db: None, mailoutbox: Any) -> None:
        client.post("/account-maken/", SIGN_UP)
        link = link_in(mailoutbox[0], "e-mailadres-bevestigen")
        for _ in range(3):
            assert "nieuw@voorbeeld.test" in client.get(link).content.decode()
        assert log_in(client, "nieuw@voorbeeld.test")["Location"] == "/account-maken/verstuurd/"

    def test_a_link_works_once_and_not_for_ever(self, client: Client, db: None, mailoutbox: Any) -> None:
        with time_machine.travel(timezone.now() - timedelta(days=4), tick=False):
            client.post("/account-maken/", SIGN_UP)
        late = client.get(link_in(mailoutbox[0], "e-mailadres-bevestigen"))
        assert "Deze link werkt niet meer" in late.content.decode()
        log_in(client, "nieuw@voorbeeld.test")
        link = link_in(mailoutbox[1], "e-mailadres-bevestigen")
        assert client.post(link).status_code == 302
        assert client.post(link).status_code == 404
        assert "Deze link werkt niet meer" in client.get(link).content.decode()

    def test_makes_a_professional_and_nothing_else(self, client: Client, group: Group) -> None:
        more = {"is_superuser": "on", "is_staff": "on", "groups": group.pk, "user_permissions": 1, "is_active": ""}
        client.post("/account-maken/", SIGN_UP | more)
        user = User.objects.get(email="nieuw@voorbeeld.test")
        assert (user.is_superuser, user.is_staff, user.is_active) == (False, False, True)
        assert not user.groups.exists() and not user.user_permissions.exists()
        user.emailaddress_set.update(verified=True)
        assert log_in(client, user.email)["Location"] == "/"
        assert client.get("/admin/")["Location"] == "/inloggen/?next=/admin/"

    def test_answers_alike_when_there_is_an_account_and_writes_its_owner(
        self, client: Client, user: User, mailoutbox: Any
    ) -> None:
        known = client.post("/account-maken/", SIGN_UP | {"email": user.email})
        unknown = Client().post("/account-maken/", SIGN_UP)
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert [mail.subject for mail in mailoutbox] == ["U hebt al een account", "Bevestig uw e-mailadres"]
        user.refresh_from_db()
        assert user.check_password(PASSWORD)
        assert User.objects.filter(email=user.email).count() == 1

    def test_says_what_is_wrong_at_the_field(self, client: Client, db: None) -> None:
        content = client.post("/account-maken/", {"email": "wie@", "password1": "kort", "password2": "korter"})
        text = content.content.decode()
        assert "<title>Fout: Account maken" in text
        assert "Een e-mailadres ziet eruit als" in text
        assert "12 tekens" in text
        assert text.count('aria-invalid="true"') == 2
        unlike = client.post("/account-maken/", SIGN_UP | {"password2": "iets-anders-1"})
        assert "De twee wachtwoorden zijn niet gelijk." in unlike.content.decode()
        assert not User.objects.exists()

    def test_sends_through_the_outbox(self, client: Client, db: None, settings: Any) -> None:
        settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"
        client.post("/account-maken/", SIGN_UP)
        waiting = Message.objects.get()
        assert (waiting.to, waiting.state) == (["nieuw@voorbeeld.test"], Message.State.WAITING)
        assert "Bevestig dat het van u is" in waiting.text and waiting.html == ""


class TestOwnAccount:
    @pytest.fixture
    def own(self, client: Client, user: User) -> Client:
        log_in(client)
        return client

    @pytest.mark.parametrize(
        "path", ["/account/", "/account/e-mailadres/", "/account/wachtwoord/", "/account/tweede-stap/"]
    )
    def test_is_for_its_owner(self, client: Client, db: None, path: str) -> None:
        response = client.get(path)
        assert response["Location"] == f"/inloggen/?next={path}"
        assert "no-store" in response["Cache-Control"]

    def test_shows_what_can_be_changed(self, own: Client) -> None:
        page = own.get("/account/")
        assert "wie@voorbeeld.test" in page.content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_gets_another_password_and_its_owner_is_told(self, own: Client, user: User, mailoutbox: Any) -> None:
        elsewhere = Client()
        log_in(elsewhere)
        new = "heel-iets-anders-1"
        form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        assert own.post("/account/wachtwoord/", form)["Location"] == "/account/"
        assert "Uw wachtwoord is veranderd." in own.get("/account/").content.decode()
        assert elsewhere.get("/account/").status_code == 302
        assert mailoutbox[0].to == [user.email]
        assert log_in(Client(), password=new).status_code == 302

    def test_keeps_its_password_for_who_does_not_know_it(self, own: Client, user: User) -> None:
        form = {"oldpassword": "geraden", "password1": "heel-iets-anders-1", "password2": "heel-iets-anders-1"}
        assert "niet uw wachtwoord van nu" in own.post("/account/wachtwoord/", form).content.decode()
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_gets_another_address_once_that_is_confirmed(self, own: Client, user: User, mailoutbox: Any) -> None:
        own.post("/account/e-mailadres/", {"email": "anders@voorbeeld.test", "action_add": ""})
        assert "wachten op de bevestiging" in own.get("/account/e-mailadres/").content.decode()
        user.refresh_from_db()
        assert user.email == "wie@voorbeeld.test"
        own.post(link_in(mailoutbox[0], "e-mailadres-bevestigen"))
        user.refresh_from_db()
        assert user.email == "anders@voorbeeld.test"
        assert mailoutbox[1].to == ["wie@voorbeeld.test"]
        assert "horen niet bij elkaar" in log_in(Client(), "wie@voorbeeld.test").content.decode()
        assert log_in(Client(), "anders@voorbeeld.test").status_code == 302

    def test_keeps_its_address_when_the_change_is_called_off(self, own: Client, user: User, mailoutbox: Any) -> None:
        own.post("/account/e-mailadres/", {"email": "anders@voorbeeld.test", "action_add": ""})
        own.post("/account/e-mailadres/", {"email": "anders@voorbeeld.test", "action_remove": ""})
        assert "Deze link werkt niet meer" in own.get(link_in(mailoutbox[0], "e-mailadres-bevestigen")).content.decode()

    def test_does_not_take_the_address_of_somebody_else(self, own: Client, user: User, mailoutbox: Any) -> None:
        User.objects.create_user("ander@voorbeeld.test", PASSWORD)
        own.post("/account/e-mailadres/", {"email": "ander@voorbeeld.test", "action_add": ""})
        for message in mailoutbox:
            own.post(link_in(message, "e-mailadres-bevestigen"))
        user.refresh_from_db()
        assert user.email == "wie@voorbeeld.test"

    def test_is_not_changed_in_the_admin(self, client: Client, admin_user: User) -> None:
        client.force_login(admin_user)
        page = client.get("/admin/account/").content.decode()
        assert 'type="password"' not in page and 'type="email"' not in page
        assert 'href="/account/"' in page
        sent = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "x@y.nl"}
        passwords = {f"password-{name}": "heel-iets-anders-1" for name in ("new_password1", "new_password2")}
        client.post("/admin/account/", sent | passwords | {"password-old_password": "password"})
        admin_user.refresh_from_db()
        assert admin_user.email == "admin@example.com"
        assert admin_user.check_password("password")


@pytest.mark.parametrize("path", ["/inloggen/", "/account-maken/", "/wachtwoord-vergeten/"])
def test_a_page_before_the_login_costs_few_queries(
    client: Client, db: None, path: str, django_assert_max_num_queries: Any
) -> None:
    client.get(path)
    with django_assert_max_num_queries(QUERIES_OF_MENU):
        assert client.get(path).status_code == 200
