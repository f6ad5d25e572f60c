"""Who writes for which coalition."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts.models import User
from coalitions.membership import coalitions_of, is_coordinator, is_only_member
from coalitions.models import NationalPage
from coalitions.services import add_editor, add_member
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = pytest.mark.django_db


def test_a_member_of_one_coalition_has_that_one() -> None:
    coalition = CoalitionPageFactory()
    CoalitionPageFactory()
    user = member_of(coalition)
    assert is_only_member(user)
    assert coalitions_of(user) == [coalition]


def test_a_coordinator_works_in_coalitions_only_too() -> None:
    coalition = CoalitionPageFactory()
    user = coordinator_of(coalition)
    assert is_only_member(user)


def test_who_is_in_both_groups_has_the_coalition_once() -> None:
    coalition = CoalitionPageFactory()
    user = coordinator_of(coalition)
    user.groups.add(*coalition.team.groups)
    assert coalitions_of(user) == [coalition]


def test_a_coordinator_of_one_is_none_elsewhere() -> None:
    ours, theirs = CoalitionPageFactory(), CoalitionPageFactory()
    user = coordinator_of(ours)
    add_member(theirs, user, as_coordinator=False)
    assert is_coordinator(user, ours)
    assert not is_coordinator(user, theirs)
    assert not is_coordinator(AnonymousUser(), ours)


def test_a_member_of_two_has_both_by_title() -> None:
    second, first = CoalitionPageFactory(title="Zeist"), CoalitionPageFactory(title="Almere")
    user = member_of(first, second)
    assert is_only_member(user)
    assert coalitions_of(user) == [first, second]


def test_an_editor_who_is_a_member_too_works_everywhere() -> None:
    user = member_of(CoalitionPageFactory())
    add_editor(user)
    assert not is_only_member(user)


def test_somebody_with_another_page_beside_their_coalition_is_more_than_a_member() -> None:
    user = member_of(CoalitionPageFactory())
    group = Group.objects.create(name="Landelijk")
    GroupPagePermission.objects.create(group=group, page=NationalPage.objects.get(), permission_type="add")
    user.groups.add(group)
    assert not is_only_member(user)


@pytest.mark.parametrize(
    "somebody",
    [
        lambda: editor(),
        lambda: User.objects.create_superuser("beheer@voorbeeld.test", "x"),
        lambda: User.objects.create_user("professional@voorbeeld.test"),
        lambda: AnonymousUser(),
    ],
)
def test_whoever_is_no_member_has_no_coalition(somebody: object) -> None:
    CoalitionPageFactory()
    user = somebody()  # type: ignore[operator]
    assert not is_only_member(user)
    assert coalitions_of(user) == []


def test_a_superuser_who_is_a_member_still_sees_everything() -> None:
    user = member_of(CoalitionPageFactory(), is_superuser=True)
    assert not is_only_member(user)


def test_it_is_asked_once_for_a_whole_screen_of_the_admin(client: Client) -> None:
    client.force_login(member_of(CoalitionPageFactory()))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    asked = [query for query in queries if 'SELECT "coalitions_coalitionteam"."id"' in query["sql"]]
    assert len(asked) == 1


def test_what_changes_holds_at_the_next_request(client: Client) -> None:
    user = member_of(CoalitionPageFactory())
    client.force_login(user)
    assert client.get(reverse("editorial_approaches")).status_code != 200
    add_editor(user)
    assert client.get(reverse("editorial_approaches")).status_code == 200
