"""A member of coalition A can do nothing to the pages of coalition B: by link, by typed address, by POST."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionIndexPage, CoalitionPage, NationalPage
from coalitions.services import ensure_group, remove_member
from core.models import SiteImage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor
from tests.factories.core import ImageFactory
from tests.forms import approach_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons")


@pytest.fixture
def theirs() -> CoalitionPage:
    return CoalitionPageFactory(title="Van hen")


@pytest.fixture
def their_approach(theirs: CoalitionPage) -> ApproachPage:
    return ApproachPageFactory(parent=theirs, title="Hun aanpak")


@pytest.fixture
def member(ours: CoalitionPage, client: Client) -> User:
    """The one who may most: a coordinator."""
    user = coordinator_of(ours)
    client.force_login(user)
    return user


def state() -> list[tuple[Any, ...]]:
    """Everything about all pages that an action could change."""
    return list(Page.objects.order_by("path").values_list("path", "title", "slug", "live", "latest_revision", "locked"))


def refused(response: HttpResponse) -> bool:
    """Wagtail answers a refusal with a redirect to the start of the admin, or a 403 or 404."""
    return response.status_code in (403, 404) or (
        response.status_code == 302 and response["Location"].split("?")[0] == reverse("wagtailadmin_home")
    )


ACTIONS: dict[str, Callable[[ApproachPage, CoalitionPage], tuple[str, dict[str, str]]]] = {
    "edit": lambda page, ours: (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        approach_form(title="Gekaapt", summary="In één zin."),
    ),
    "publish": lambda page, ours: (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        approach_form(title="Gekaapt", summary="In één zin.", **{"action-publish": "1"}),
    ),
    "add below": lambda page, ours: (
        reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", page.get_parent().pk]),
        approach_form(title="Ingedrongen", summary="In één zin.", **{"action-publish": "1"}),
    ),
    "unpublish": lambda page, ours: (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
    "delete": lambda page, ours: (reverse("wagtailadmin_pages:delete", args=[page.pk]), {}),
    "delete the coalition": lambda page, ours: (
        reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk]),
        {"confirm_site_name": "Kansrijke Start"},
    ),
    "move to ours": lambda page, ours: (reverse("wagtailadmin_pages:move_confirm", args=[page.pk, ours.pk]), {}),
    "copy to ours": lambda page, ours: (
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(ours.pk)},
    ),
    "restrict": lambda page, ours: (
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        {"restriction_type": "login"},
    ),
    "lock": lambda page, ours: (reverse("wagtailadmin_pages:lock", args=[page.pk]), {}),
    "bulk delete": lambda page, ours: (
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}",
        {},
    ),
    "bulk unpublish": lambda page, ours: (
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={page.pk}",
        {},
    ),
    "bulk move": lambda page, ours: (
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id={page.pk}",
        {"chooser": str(ours.pk), "move_descendants": "on", "move_applicable": "on"},
    ),
    "set position": lambda page, ours: (reverse("wagtailadmin_pages:set_page_position", args=[page.pk]), {}),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_member_changes_nothing_of_another_coalition(
    action: str, client: Client, member: User, ours: CoalitionPage, their_approach: ApproachPage
) -> None:
    before = state()
    url, data = ACTIONS[action](their_approach, ours)
    client.post(url, data)
    assert state() == before
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"bulk delete", "bulk unpublish", "bulk move"}))
def test_a_member_is_refused_not_ignored(
    action: str, client: Client, member: User, ours: CoalitionPage, their_approach: ApproachPage
) -> None:
    url, data = ACTIONS[action](their_approach, ours)
    assert refused(client.post(url, data))


@pytest.mark.parametrize(
    "action",
    [
        "edit",
        "publish",
        "add below",
        "unpublish",
        "delete",
        "move to ours",
        "bulk delete",
        "bulk unpublish",
        "restrict",
    ],
)
def test_the_same_requests_work_for_an_editor(
    action: str, client: Client, ours: CoalitionPage, their_approach: ApproachPage
) -> None:
    """So the tests above fail for the reason they name, and not for a wrong form."""
    client.force_login(editor())
    before = (state(), PageViewRestriction.objects.count())
    url, data = ACTIONS[action](their_approach, ours)
    response = client.post(url, data)
    assert response.status_code < 400
    assert (state(), PageViewRestriction.objects.count()) != before


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:set_privacy",
    ],
)
def test_a_member_does_not_even_see_the_screens(
    name: str, client: Client, member: User, their_approach: ApproachPage
) -> None:
    response = client.get(reverse(name, args=[their_approach.pk]))
    assert refused(response)


@pytest.mark.parametrize("where", [lambda: CoalitionIndexPage.objects.get(), lambda: NationalPage.objects.get()])
def test_a_member_can_add_nothing_above_their_coalition(
    where: Callable[[], Page], client: Client, member: User
) -> None:
    before = state()
    for app, model in (("coalitions", "coalitionpage"), ("approaches", "approachpage")):
        url = reverse("wagtailadmin_pages:add", args=[app, model, where().pk])
        assert refused(client.post(url, approach_form(title="Erbij", summary="In één zin.")))
    assert state() == before


class TestExplorer:
    def test_a_member_starts_at_their_own_coalition(self, client: Client, member: User, ours: CoalitionPage) -> None:
        response = client.get(reverse("wagtailadmin_explore_root"))
        assert response["Location"] == reverse("wagtailadmin_explore", args=[ours.pk])

    def test_a_member_sees_their_own_pages_and_no_others(
        self, client: Client, member: User, ours: CoalitionPage, their_approach: ApproachPage
    ) -> None:
        mine = ApproachPageFactory(parent=ours, title="Onze aanpak")
        html = client.get(reverse("wagtailadmin_explore", args=[ours.pk])).content.decode()
        assert mine.title in html
        assert "Hun aanpak" not in html
        assert "Van hen" not in html

    def test_another_coalition_leads_back_to_ones_own(
        self, client: Client, member: User, ours: CoalitionPage, theirs: CoalitionPage
    ) -> None:
        response = client.get(reverse("wagtailadmin_explore", args=[theirs.pk]))
        assert response["Location"] == reverse("wagtailadmin_explore", args=[ours.pk])

    def test_search_in_the_admin_finds_nothing_of_others(
        self, client: Client, member: User, ours: CoalitionPage, their_approach: ApproachPage
    ) -> None:
        ApproachPageFactory(parent=ours, title="Onze aanpak")
        html = client.get(reverse("wagtailadmin_pages:search"), {"q": "aanpak"}).content.decode()
        assert "Onze aanpak" in html
        assert "Hun aanpak" not in html


class TestChooser:
    def titles(self, client: Client, parent: Page) -> str:
        response = client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk]))
        return str(json.loads(response.content)["html"])

    def test_drafts_of_others_are_not_offered_in_a_link(
        self, client: Client, member: User, theirs: CoalitionPage, their_approach: ApproachPage
    ) -> None:
        ApproachPageFactory(parent=theirs, live=False, title="Nog geheim")
        html = self.titles(client, theirs)
        assert "Hun aanpak" in html
        assert "Nog geheim" not in html

    def test_ones_own_drafts_are_offered(self, client: Client, member: User, ours: CoalitionPage) -> None:
        ApproachPageFactory(parent=ours, live=False, title="Ons concept")
        assert "Ons concept" in self.titles(client, ours)

    def test_an_editor_is_offered_everything(self, client: Client, theirs: CoalitionPage) -> None:
        client.force_login(editor())
        ApproachPageFactory(parent=theirs, live=False, title="Nog geheim")
        assert "Nog geheim" in self.titles(client, theirs)


class TestPictures:
    """A coalition has a collection of its own; Wagtail's permissions on collections do the rest."""

    @pytest.fixture
    def theirs_in_collection(self, theirs: CoalitionPage) -> SiteImage:
        ensure_group(theirs)
        return ImageFactory(title="Hun foto", collection=theirs.team.collection)

    def test_a_member_sees_their_own_and_no_others(
        self, client: Client, member: User, ours: CoalitionPage, theirs_in_collection: SiteImage
    ) -> None:
        ImageFactory(title="Onze foto", collection=ours.team.collection)
        for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
            html = client.get(reverse(name)).content.decode()
            assert "Onze foto" in html
            assert "Hun foto" not in html

    def test_a_member_can_neither_change_nor_delete_those_of_others(
        self, client: Client, member: User, theirs_in_collection: SiteImage
    ) -> None:
        for name in ("wagtailimages:edit", "wagtailimages:delete"):
            url = reverse(name, args=[theirs_in_collection.pk])
            assert refused(client.get(url))
            assert refused(client.post(url, {"title": "Gekaapt"}))
        theirs_in_collection.refresh_from_db()
        assert theirs_in_collection.title == "Hun foto"

    def test_a_member_adds_to_their_own_collection_alone(
        self, member: User, ours: CoalitionPage, theirs: CoalitionPage
    ) -> None:
        ensure_group(theirs)
        policy = policy_registry.get_by_type(SiteImage)
        assert list(policy.collections_user_has_permission_for(member, "add")) == [ours.team.collection]


class TestOwnCoalition:
    def test_a_member_edits_and_publishes_it(self, member: User, ours: CoalitionPage) -> None:
        perms = ours.permissions_for_user(member)
        assert perms.can_edit()
        assert perms.can_publish()
        assert perms.can_add_subpage()

    def test_a_member_can_neither_delete_nor_move_it(self, member: User, ours: CoalitionPage) -> None:
        perms = ours.permissions_for_user(member)
        assert not perms.can_delete()
        assert not perms.can_delete(ignore_bulk=True)
        assert not perms.can_move()

    def test_not_by_post_either(self, client: Client, member: User, ours: CoalitionPage) -> None:
        client.post(reverse("wagtailadmin_pages:delete", args=[ours.pk]))
        client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={ours.pk}")
        assert CoalitionPage.objects.filter(pk=ours.pk).exists()

    def test_what_lies_below_it_a_member_can_delete(self, member: User, ours: CoalitionPage) -> None:
        assert ApproachPageFactory(parent=ours).permissions_for_user(member).can_delete()

    @pytest.mark.parametrize("who", [editor, lambda: User.objects.create_superuser("beheer@voorbeeld.test", "x")])
    def test_editors_can_delete_it(self, who: Callable[[], User], ours: CoalitionPage) -> None:
        assert ours.permissions_for_user(who()).can_delete()

    def test_taking_a_member_out_holds_for_their_open_session(
        self, client: Client, member: User, ours: CoalitionPage
    ) -> None:
        url = reverse("wagtailadmin_pages:edit", args=[ours.pk])
        assert client.get(url).status_code == 200
        remove_member(ours, member)
        assert client.get(url).status_code == 302


def test_a_professional_does_not_get_into_the_admin(client: Client, ours: CoalitionPage) -> None:
    client.force_login(User.objects.create_user("professional@voorbeeld.test"))
    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[ours.pk])):
        assert client.get(url).status_code in (302, 403)
        assert "wagtail" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    "unused",
    [
        "wagtail.contrib.forms",
        "wagtail.contrib.simple_translation",
        "wagtail.contrib.table_block",
        "wagtail.contrib.typed_table_block",
        "wagtail.api.v2",
    ],
)
def test_what_nobody_uses_is_not_installed(unused: str) -> None:
    """Every part of Wagtail shows something of other coalitions somewhere."""
    assert not apps.is_installed(unused)
