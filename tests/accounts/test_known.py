"""Where somebody logged in is known for a while, of few places, and can be read back by nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import known
from accounts.models import KnownAddress, User
from accounts.scheduled import forget_known_addresses
from tests.accounts.conftest import PASSWORD
from tests.factories.accounts import app_of, log_in, log_in_fully

HERE, THERE = "203.0.113.1", "198.51.100.7"


def test_logging_in_is_remembered_once_for_this_account_and_place(user: User) -> None:
    for _ in range(2):
        log_in(Client(REMOTE_ADDR=HERE), user, PASSWORD)
    assert KnownAddress.objects.get().user == user
    assert known.is_known(user.email, HERE)
    assert not known.is_known(user.email, THERE)
    assert not known.is_known("ander@voorbeeld.test", HERE)


def test_a_password_alone_is_not_enough_for_who_has_a_second_factor(user: User) -> None:
    app_of(user)
    log_in(Client(REMOTE_ADDR=HERE), user, PASSWORD)
    assert not KnownAddress.objects.exists()
    log_in_fully(Client(REMOTE_ADDR=HERE), user, PASSWORD)
    assert known.is_known(user.email, HERE)


def test_no_address_stands_in_the_table_and_one_place_looks_different_for_each(user: User) -> None:
    other = User.objects.create_user("ander@voorbeeld.test", PASSWORD)
    for somebody in (user, other):
        log_in(Client(REMOTE_ADDR=HERE), somebody, PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {KnownAddress._meta.db_table}")
        rows = str(cursor.fetchall())
    assert HERE not in rows and user.email not in rows
    assert len(set(KnownAddress.objects.values_list("key", flat=True))) == 2


def test_of_many_places_the_last_few_are_kept(user: User) -> None:
    now = timezone.now()
    for number in range(known.MOST + 3):
        known.remember(user, f"203.0.113.{number}", now=now + timedelta(minutes=number))
    assert KnownAddress.objects.count() == known.MOST
    assert not known.is_known(user.email, "203.0.113.2")
    assert known.is_known(user.email, "203.0.113.3")


def test_a_place_of_long_ago_is_forgotten(user: User) -> None:
    now = timezone.now()
    known.remember(user, HERE, now=now - known.KEPT - timedelta(seconds=1))
    known.remember(user, THERE, now=now - known.KEPT + timedelta(hours=1))
    forget_known_addresses()
    assert [known.is_known(user.email, client) for client in (HERE, THERE)] == [False, True]


def test_a_request_from_nowhere_is_no_place(user: User) -> None:
    known.remember(user, "")
    assert not KnownAddress.objects.exists()
    assert not known.is_known(user.email, "")


def test_it_goes_with_the_account(user: User) -> None:
    known.remember(user, HERE)
    user.delete()
    assert not KnownAddress.objects.exists()


@pytest.mark.usefixtures("user")
def test_whether_an_account_exists_shows_not_in_what_is_asked_of_the_database(
    django_assert_num_queries: object,
) -> None:
    for account in ("wie@voorbeeld.test", "niemand@voorbeeld.test"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            known.is_known(account, HERE)
