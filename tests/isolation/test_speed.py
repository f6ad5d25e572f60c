"""The admin asks as much of the database with many coalitions and pages as with few, for every role."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionIndexPage, CoalitionPage
from coalitions.services import ensure_group
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

ROLES: dict[str, Callable[[list[CoalitionPage]], User]] = {
    "a member of one coalition": lambda coalitions: member_of(coalitions[0]),
    "a member of three": lambda coalitions: member_of(*coalitions[:3]),
    "a coordinator": lambda coalitions: coordinator_of(coalitions[0]),
    "an editor": lambda coalitions: editor(),
    "an administrator": lambda coalitions: User.objects.create_superuser("beheer@voorbeeld.test", "x"),
}
SCREENS: dict[str, Callable[[CoalitionPage], str]] = {
    "the start": lambda coalition: reverse("wagtailadmin_home"),
    "the explorer of coalitions": lambda coalition: reverse(
        "wagtailadmin_explore", args=[CoalitionIndexPage.objects.get().pk]
    ),
    "the explorer of one coalition": lambda coalition: reverse("wagtailadmin_explore", args=[coalition.pk]),
    "the editor": lambda coalition: reverse(
        "wagtailadmin_pages:edit", args=[ApproachPage.objects.child_of(coalition).first().pk]
    ),
    "search": lambda coalition: reverse("wagtailadmin_pages:search") + "?q=wandelen",
    "the chooser of pages": lambda coalition: reverse("wagtailadmin_choose_page_child", args=[coalition.pk]),
    "the search of the chooser": lambda coalition: reverse("wagtailadmin_choose_page_search") + "?q=wandelen",
    "pictures": lambda coalition: reverse("wagtailimages:index"),
    "the chooser of pictures": lambda coalition: reverse("wagtailimages_chooser:choose"),
    "the JSON of the menu": lambda coalition: "/admin/api/main/pages/?child_of=" + str(coalition.pk),
}
LISTS = ("the explorer of coalitions", "the explorer of one coalition")
"""Of a coalition with more pages. In the chooser and the JSON, and for who publishes nothing, Wagtail asks per page."""
MOST_QUERIES = 120
"""Of one screen, for whoever. The editor of an approach asks most: themes, places and rows of its own."""


def add(number: int) -> list[CoalitionPage]:
    """More coalitions, each with a team, an approach that is public and one that isn't."""
    made = []
    for _ in range(number):
        coalition = CoalitionPageFactory()
        ensure_group(coalition)
        ApproachPageFactory(parent=coalition, title=f"Wandelen in {coalition.title}")
        ApproachPageFactory(parent=coalition, live=False)
        made.append(coalition)
    return made


def asked(client: Client, url: str) -> int:
    """How many queries a screen takes, its caches warm."""
    client.get(url, follow=True)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url, follow=True).status_code == 200
    return len(queries)


@pytest.fixture(scope="module")
def coalitions(module_content: None) -> list[CoalitionPage]:
    """As many as fill a list, which shows 50 at most and a search 25, each from a coalition of its own, and asks for
    each of those: only a full one can be compared with a longer one."""
    made = add(26)
    CoalitionPageFactory.create_batch(50)
    return made


@pytest.mark.parametrize("role", ROLES)
def test_the_number_of_queries_does_not_grow(role: str, coalitions: list[CoalitionPage], client: Client) -> None:
    client.force_login(ROLES[role](coalitions))
    before = {name: asked(client, url(coalitions[0])) for name, url in SCREENS.items()}
    add(5)
    after = {name: asked(client, url(coalitions[0])) for name, url in SCREENS.items()}
    assert after == before
    assert {name: count for name, count in after.items() if count > MOST_QUERIES} == {}
    if "member" in role:
        return
    ApproachPageFactory.create_batch(5, parent=coalitions[0])
    longer = {name: asked(client, SCREENS[name](coalitions[0])) for name in LISTS}
    assert longer == {name: before[name] for name in LISTS}


def test_a_member_has_a_handful_of_rows_of_permissions() -> None:
    """More than twenty of a user make Wagtail's explorer slow: 1.9 s at 20, 25 s at 340 (version 8.0.1)."""
    coalitions = add(3)
    user = member_of(*coalitions)
    rows = sum(group.page_permissions.count() for group in Group.objects.filter(user=user))
    assert rows <= 9
