"""Addresses that are vouched for, second factors that are reset, sign-ups that nobody confirmed."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.services import forget_unconfirmed, reset_second_factor, trust_address
from core import jobs
from tests.factories.accounts import app_of


class TestTrustAddress:
    def test_the_address_of_a_user_that_is_made_is_trusted(self, user: User) -> None:
        address = EmailAddress.objects.get(user=user)
        assert (address.email, address.verified, address.primary) == ("wie@voorbeeld.test", True, True)

    def test_it_becomes_the_only_one(self, user: User) -> None:
        EmailAddress.objects.create(user=user, email="wacht@voorbeeld.test")
        user.email = "anders@voorbeeld.test"
        user.save()
        trust_address(user=user)
        trust_address(user=user)
        assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
            ("anders@voorbeeld.test", True, True)
        ]


class TestReset:
    def test_takes_factor_and_recovery_codes_tells_and_logs(
        self, user: User, admin_user: User, mailoutbox: Any
    ) -> None:
        app_of(user)
        assert reset_second_factor(user=user, by=admin_user)
        assert not user.authenticator_set.exists()
        assert mailoutbox[0].to == ["wie@voorbeeld.test"]
        assert "tweede stap van uw account gewist" in mailoutbox[0].body
        entry = ModelLogEntry.objects.get(action="accounts.reset_second_factor")
        assert (entry.object_id, entry.user) == (str(user.pk), admin_user)

    def test_leaves_those_of_others(self, user: User, admin_user: User) -> None:
        app_of(user)
        app_of(admin_user)
        reset_second_factor(user=user, by=admin_user)
        assert admin_user.authenticator_set.count() == 2

    def test_of_nothing_says_so_and_tells_nobody(self, user: User, admin_user: User, mailoutbox: Any) -> None:
        assert not reset_second_factor(user=user, by=admin_user)
        assert mailoutbox == []
        assert not ModelLogEntry.objects.filter(action="accounts.reset_second_factor").exists()


class TestForgetting:
    @pytest.fixture
    def unconfirmed(self, db: None) -> User:
        """Somebody who signed up eight days ago."""
        user = User.objects.create(email="nooit@voorbeeld.test", date_joined=timezone.now() - timedelta(days=8))
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        return user

    def test_an_address_that_was_never_confirmed_goes_after_a_week(self, unconfirmed: User) -> None:
        assert forget_unconfirmed(timezone.now() - timedelta(days=2)) == 0
        assert forget_unconfirmed() == 1
        assert not User.objects.filter(pk=unconfirmed.pk).exists()

    def test_by_a_job_that_may_run_twice(self, unconfirmed: User) -> None:
        for _ in range(2):
            assert jobs.run("forget_unconfirmed_accounts") is jobs.Outcome.DONE
        assert not User.objects.exists()

    def test_who_confirmed_stays(self, unconfirmed: User) -> None:
        EmailAddress.objects.update(verified=True)
        assert forget_unconfirmed() == 0

    def test_who_logged_in_stays(self, unconfirmed: User) -> None:
        User.objects.update(last_login=timezone.now())
        assert forget_unconfirmed() == 0

    def test_who_was_given_a_role_stays(self, unconfirmed: User, group: Group) -> None:
        unconfirmed.groups.add(group)
        assert forget_unconfirmed() == 0

    def test_who_was_made_by_who_administers_stays(self, user: User) -> None:
        User.objects.update(date_joined=timezone.now() - timedelta(days=400))
        assert forget_unconfirmed() == 0
