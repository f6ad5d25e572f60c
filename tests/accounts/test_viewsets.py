"""Users in the admin, without a user name."""

from django.test import Client

from accounts.models import User
from coalitions.services import add_member
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import publishers
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of

NEW = {
    "email": "Nieuw@Voorbeeld.test",
    "first_name": "Nieuw",
    "last_name": "Hier",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def test_who_administers_adds_a_user_by_address(admin_client: Client) -> None:
    response = admin_client.post("/admin/users/new/", NEW)
    assert response.status_code == 302
    user = User.objects.get(email="nieuw@voorbeeld.test")
    assert user.check_password(PASSWORD)


def test_the_form_speaks_of_no_user_name(admin_client: Client) -> None:
    content = admin_client.get("/admin/users/new/").content.decode()
    assert 'name="email"' in content
    assert "ebruikersnaam" not in content


def test_an_address_that_is_taken_is_refused_whatever_its_case(admin_client: Client, user: User) -> None:
    response = admin_client.post("/admin/users/new/", NEW | {"email": "WIE@voorbeeld.test"})
    assert response.status_code == 200
    assert "Er is al een gebruiker met dit e-mailadres." in response.content.decode()


def test_somebodys_address_is_changed(admin_client: Client, user: User) -> None:
    data = NEW | {"email": "anders@voorbeeld.test", "password1": "", "password2": "", "is_active": "on"}
    assert admin_client.post(f"/admin/users/edit/{user.pk}/", data).status_code == 302
    user.refresh_from_db()
    assert user.email == "anders@voorbeeld.test"
    assert user.check_password(PASSWORD)


def test_the_list_shows_addresses(admin_client: Client, user: User) -> None:
    assert "wie@voorbeeld.test" in admin_client.get("/admin/users/").content.decode()


def test_a_new_user_logs_in_without_a_mail(admin_client: Client, client: Client) -> None:
    admin_client.post("/admin/users/new/", NEW)
    sent = {"username": "nieuw@voorbeeld.test", "password": PASSWORD}
    assert client.post("/inloggen/", sent)["Location"] == "/"


def test_an_address_that_was_changed_opens_the_account_and_the_old_one_does_not(
    admin_client: Client, client: Client, user: User
) -> None:
    data = NEW | {"email": "anders@voorbeeld.test", "password1": "", "password2": "", "is_active": "on"}
    admin_client.post(f"/admin/users/edit/{user.pk}/", data)
    old = client.post("/inloggen/", {"username": "wie@voorbeeld.test", "password": PASSWORD})
    assert "horen niet bij elkaar" in old.content.decode()
    new = client.post("/inloggen/", {"username": "anders@voorbeeld.test", "password": PASSWORD})
    assert new["Location"] == "/"


class TestDeleting:
    def asked(self, admin_client: Client, user: User) -> str:
        return " ".join(admin_client.get(f"/admin/users/delete/{user.pk}/").content.decode().split())

    def test_it_is_asked_whether_and_said_what_stays(self, admin_client: Client, user: User) -> None:
        shown = self.asked(admin_client, user)
        assert "Wilt u Wie Dan echt verwijderen?" in shown
        assert "ook concepten, en wat wacht op nakijken" in shown
        assert "enige coördinator" not in shown

    def test_of_the_only_coordinator_it_says_of_which_coalition(self, admin_client: Client) -> None:
        alone, together = CoalitionPageFactory(title="Zaanstad"), CoalitionPageFactory(title="Zeist")
        leads = coordinator_of(alone, together, email="leidt@voorbeeld.test")
        add_member(together, User.objects.create_user("mede@voorbeeld.test"), as_coordinator=True)
        shown = self.asked(admin_client, leads)
        assert "leidt@voorbeeld.test is de enige coördinator van Zaanstad." in shown

    def test_it_is_done(self, admin_client: Client, user: User) -> None:
        assert admin_client.post(f"/admin/users/delete/{user.pk}/").status_code == 302
        assert not User.objects.filter(pk=user.pk).exists()


def test_users_are_for_who_administers_only(client: Client, user: User) -> None:
    user.groups.add(publishers())
    client.force_login(user)
    for path in ("/admin/users/", "/admin/users/new/", f"/admin/users/edit/{user.pk}/", "/admin/groups/"):
        assert client.get(path).status_code == 302
        assert client.post(path, {"is_superuser": "on"}).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser
