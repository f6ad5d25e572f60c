"""One door for everybody, and a way back in for who forgot."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client

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
        assert response.context["refused_by_admin"] is True
        assert "ander account" in response.content.decode()

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
