"""Who writes for which coalition."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import GroupPagePermission

from accounts.models import User
from coalitions.membership import coalitions_of, is_only_member, only_coalition_of
from coalitions.models import NationalPage
from coalitions.services import add_editor
from tests.factories.coalitions import CoalitionPageFactory, editor, member_of

pytestmark = pytest.mark.django_db


def test_a_member_of_one_coalition_has_that_one() -> None:
    coalition = CoalitionPageFactory()
    CoalitionPageFactory()
    user = member_of(coalition)
    assert is_only_member(user)
    assert only_coalition_of(user) == coalition


def test_a_member_of_two_has_no_single_one() -> None:
    second, first = CoalitionPageFactory(title="Zeist"), CoalitionPageFactory(title="Almere")
    user = member_of(first, second)
    assert is_only_member(user)
    assert coalitions_of(user) == [first, second]
    assert only_coalition_of(user) is None


def test_an_editor_who_is_a_member_too_works_everywhere() -> None:
    user = member_of(CoalitionPageFactory())
    add_editor(user)
    assert not is_only_member(user)
    assert only_coalition_of(user) is None


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
    assert only_coalition_of(user) is None
    assert coalitions_of(user) == []


def test_a_superuser_who_is_a_member_still_sees_everything() -> None:
    user = member_of(CoalitionPageFactory(), is_superuser=True)
    assert not is_only_member(user)
