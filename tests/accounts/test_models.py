"""An e-mail address is the login, whatever its case."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User
from tests.accounts.conftest import PASSWORD


def test_an_address_is_kept_in_lower_case(user: User) -> None:
    user.refresh_from_db()
    assert user.email == "wie@voorbeeld.test"


@pytest.mark.parametrize("address", ["wie@voorbeeld.test", "WIE@VOORBEELD.TEST", "Wie@Voorbeeld.Test"])
def test_somebody_logs_in_whatever_the_case_of_their_address(user: User, address: str) -> None:
    assert authenticate(username=address, password=PASSWORD) == user


def test_an_address_is_found_whatever_its_case(user: User) -> None:
    assert User.objects.get(email="WIE@voorbeeld.test") == user


def test_a_second_user_with_the_same_address_in_capitals_is_refused(user: User) -> None:
    second = User(email="WIE@VOORBEELD.TEST", password="x")
    with pytest.raises(ValidationError, match="Er is al een gebruiker met dit e-mailadres"):
        second.full_clean()
    with pytest.raises(IntegrityError):
        second.save()


def test_without_an_address_there_is_no_user(db: None) -> None:
    with pytest.raises(ValueError, match="e-mailadres"):
        User.objects.create_user("")


def test_without_a_password_nobody_logs_in(db: None) -> None:
    User.objects.create_user("zonder@voorbeeld.test")
    assert authenticate(username="zonder@voorbeeld.test", password="") is None


def test_a_superuser_may_do_everything(db: None) -> None:
    user = User.objects.create_superuser("alles@voorbeeld.test", PASSWORD)
    assert user.is_superuser
    assert user.has_perm("wagtailadmin.access_admin")


def test_a_user_is_shown_by_name_else_by_address(user: User) -> None:
    assert str(user) == "Wie Dan"
    assert str(User(email="naamloos@voorbeeld.test")) == "naamloos@voorbeeld.test"
