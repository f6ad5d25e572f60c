"""What changes hands, and who is taken out: it holds at once, in open sessions too."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from coalitions.services import remove_member
from search.indexer.build import build_due
from search.models import IndexEntry
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, member_of

pytestmark = pytest.mark.django_db

TITLE = "Samen wandelen"
SCREENS = ("edit", "view_draft", "history", "delete", "copy", "move", "usage")


@pytest.fixture
def ours() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons", slug="van-ons")


@pytest.fixture
def theirs() -> CoalitionPage:
    return CoalitionPageFactory(title="Van hen", slug="van-hen")


@pytest.fixture
def page(ours: CoalitionPage) -> ApproachPage:
    return ApproachPageFactory(parent=ours, live=False, title=TITLE, slug="wandelen")


@pytest.fixture
def member(ours: CoalitionPage, client: Client) -> User:
    user = member_of(ours)
    client.force_login(user)
    return user


def move(page: Page, target: Page) -> None:
    with transaction.atomic():
        Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=target.pk), pos="last-child")


def answers(client: Client, page: Page) -> Iterator[str]:
    """What the admin says of a page, in lists, searches, choosers and the JSON of the menu."""
    parent = page.get_parent().pk
    yield client.get(reverse("wagtailadmin_explore", args=[parent]), follow=True).content.decode()
    yield client.get(reverse("wagtailadmin_pages:search"), {"q": "wandelen"}).content.decode()
    yield client.get(reverse("wagtailadmin_choose_page_search"), {"q": "wandelen"}).content.decode()
    yield client.get(reverse("wagtailadmin_choose_page_child", args=[parent])).content.decode()
    yield client.get("/admin/api/main/pages/").content.decode()
    for name in SCREENS:
        yield client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).content.decode()


class TestMoved:
    def test_before_it_moves_its_coalition_sees_it(self, client: Client, member: User, page: ApproachPage) -> None:
        """So the test below fails for the reason it names."""
        assert sum(TITLE in answer for answer in answers(client, page)) >= 8

    def test_a_draft_that_moves_is_gone_from_every_screen_at_once(
        self, client: Client, member: User, page: ApproachPage, theirs: CoalitionPage
    ) -> None:
        list(answers(client, page))  # whatever is kept from one request to the next
        move(page, theirs)
        page = ApproachPage.objects.get(pk=page.pk)
        assert [answer for answer in answers(client, page) if TITLE in answer] == []

    def test_the_other_coalition_has_it(self, client: Client, page: ApproachPage, theirs: CoalitionPage) -> None:
        move(page, theirs)
        client.force_login(member_of(theirs))
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200

    def test_what_is_public_changes_coalition_in_search_and_on_both_pages(
        self, client: Client, ours: CoalitionPage, theirs: CoalitionPage
    ) -> None:
        page = ApproachPageFactory(parent=ours, title=TITLE, slug="wandelen")
        build_due()
        assert TITLE in client.get(ours.url).content.decode()
        move(page, theirs)
        build_due()
        assert TITLE not in client.get(ours.url).content.decode()
        assert TITLE in client.get(theirs.url).content.decode()
        stored = str(IndexEntry.objects.get(type="approach", object_id=page.pk).document)
        assert "Van hen" in stored
        assert "Van ons" not in stored


REQUESTS: dict[str, Callable[[CoalitionPage, ApproachPage], str]] = {
    "the list": lambda ours, page: reverse("wagtailadmin_explore", args=[ours.pk]),
    "the editor": lambda ours, page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
    "a draft": lambda ours, page: reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
    "pictures": lambda ours, page: reverse("wagtailimages:index"),
    "the chooser of pictures": lambda ours, page: reverse("wagtailimages_chooser:choose"),
    "the chooser of pages": lambda ours, page: reverse("wagtailadmin_choose_page_child", args=[ours.pk]),
    "the JSON of the menu": lambda ours, page: f"/admin/api/main/pages/{page.pk}/",
}


class TestTakenOut:
    @pytest.mark.parametrize("asked", REQUESTS)
    def test_the_next_request_of_an_open_session_is_refused(
        self, asked: str, client: Client, member: User, ours: CoalitionPage, page: ApproachPage
    ) -> None:
        url = REQUESTS[asked](ours, page)
        assert client.get(url).status_code == 200
        remove_member(ours, member)
        response = client.get(url)
        assert response.status_code in (302, 403, 404)
        assert TITLE not in response.content.decode()

    def test_of_two_coalitions_the_other_one_stays(
        self, client: Client, member: User, ours: CoalitionPage, theirs: CoalitionPage, page: ApproachPage
    ) -> None:
        both = member_of(ours, theirs)
        client.force_login(both)
        remove_member(ours, both)
        assert client.get(reverse("wagtailadmin_pages:edit", args=[theirs.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 404
