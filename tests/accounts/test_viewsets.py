"""Users in the admin, without a user name."""

from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

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
