"""Rows that only the site writes are for looking at."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.look_only import LookOnlyPolicy
from core.models import JobRun


@pytest.mark.parametrize("action", ["add", "change", "delete", "view"])
def test_who_administers_may_look_and_no_more(admin_user: User, action: str) -> None:
    policy = LookOnlyPolicy(JobRun)
    assert policy.user_has_permission(admin_user, action) is (action == "view")
    assert (admin_user in policy.users_with_any_permission([action])) is (action == "view")


def test_nobody_else_may_look(db: None) -> None:
    policy = LookOnlyPolicy(JobRun)
    assert not policy.user_has_permission(AnonymousUser(), "view")
    assert not policy.user_has_permission(User.objects.create_user("wie@voorbeeld.test"), "view")


def test_the_list_of_jobs_shows_the_error_of_one_that_fails(admin_client: Client) -> None:
    JobRun.objects.create(name="vegen", next_due="2026-01-01T00:00Z", last_error="ValueError in vegen.py:3", failures=3)
    content = admin_client.get(reverse("taken:index")).content.decode()
    assert "ValueError in vegen.py:3" in content
