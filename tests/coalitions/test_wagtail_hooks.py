"""The admin as members of a coalition see it, and what follows from what editors do there."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.models import Page

from accounts.models import User
from coalitions.models import CoalitionIndexPage, CoalitionPage, CoalitionTeam
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = pytest.mark.django_db


def buttons_in_sight(client: Client, address: str) -> list[tuple[str, str]]:
    """The buttons under a form that nobody has to unfold: the words of each, and its tag."""
    actions = client.get(address).content.decode().partition("actions--primary")[2].partition("</nav>")[0]
    shown = actions.partition("w-dropdown__content")[0].partition('data-controller="w-dropdown"')[0]
    found = re.findall(r"<button\b([^>]*)>(.*?)</button>", shown, re.DOTALL)
    return [(" ".join(re.sub(r"<[^>]*>", " ", words).split()), tag) for tag, words in found]


def menu_of(user: User) -> set[str]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return {item.name for item in admin_menu.menu_items_for_request(request)}


class TestLook:
    def test_the_admin_bears_the_name_and_sign_of_the_site(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(member_of(coalition))
        html = client.get(reverse("wagtailadmin_explore", args=[coalition.pk])).content.decode()
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert "Kansrijke Start" in title
        assert "Wagtail" not in title
        assert html.count("/static/img/favicon") == 2

    def test_the_sentence_in_short_is_seen_whole_while_it_is_written(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(member_of(coalition))
        html = client.get(reverse("wagtailadmin_pages:edit", args=[coalition.pk])).content.decode()
        assert '<textarea name="summary"' in html


class TestMenu:
    def test_a_member_has_pages_pictures_and_files(self) -> None:
        assert menu_of(member_of(CoalitionPageFactory())) == {"explorer", "images", "documents"}

    def test_an_editor_has_themes_and_reports_but_no_help_of_wagtail(self) -> None:
        menu = menu_of(editor())
        assert {"explorer", "images", "documents", "reports"} <= menu
        assert "help" not in menu

    def test_an_administrator_has_the_settings(self) -> None:
        assert "settings" in menu_of(User.objects.create_superuser("beheer@voorbeeld.test", "x"))


class TestSubmitting:
    def test_the_button_says_who_gets_it_before_the_page_is_saved_too(self, client: Client) -> None:
        led, unled = CoalitionPageFactory(), CoalitionPageFactory()
        coordinator_of(led)
        client.force_login(member_of(led, unled))
        for coalition, to in ((led, "bij de coördinator"), (unled, "bij de redactie")):
            html = client.get(reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk]))
            assert f"Indienen {to}" in html.content.decode()
        story = client.get(reverse("wagtailadmin_pages:add", args=["stories", "storypage", led.pk])).content.decode()
        assert "Indienen" in story and "Indienen bij" not in story  # whose story it is decides who gets it

    def test_who_decides_sees_the_decision_and_no_way_past_it(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        leader, writer = coordinator_of(coalition), member_of(coalition)
        page = ApproachPageFactory(parent=coalition, live=False)
        page.save_revision(user=writer)
        page.get_workflow().start(Page.objects.get(pk=page.pk).specific, writer)
        client.force_login(leader)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Goedkeuren en publiceren" in html and "Vraag om aanpassing" in html
        assert 'name="action-publish"' not in html and "Haal terug uit nakijken" not in html

    @pytest.mark.parametrize("role", [coordinator_of, lambda _: editor()])
    def test_who_may_publish_sees_that_beside_the_draft_and_submits_nothing(
        self, client: Client, role: Callable[[CoalitionPage], User]
    ) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(role(coalition))
        page = ApproachPageFactory(parent=coalition, live=False)
        page.save_revision()
        add = reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk])
        for address in (add, reverse("wagtailadmin_pages:edit", args=[page.pk])):
            buttons = buttons_in_sight(client, address)
            assert "Indienen" not in client.get(address).content.decode()
            # The first button is the one that Enter in a field presses: it may put nothing on the site.
            assert [words for words, _ in buttons] == ["Bewaar concept", "Publiceren"]
            assert "action-publish" not in buttons[0][1] and "action-publish" in buttons[1][1]

    def test_a_member_sees_the_draft_and_submits(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(member_of(coalition))
        add = reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk])
        html = client.get(add).content.decode()
        assert [words for words, _ in buttons_in_sight(client, add)] == ["Bewaar concept"]
        assert "Indienen" in html and 'name="action-publish"' not in html

    def test_a_coordinator_can_submit_a_new_story_whose_teller_may_be_a_parent(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(coordinator_of(coalition))
        html = client.get(reverse("wagtailadmin_pages:add", args=["stories", "storypage", coalition.pk]))
        assert 'name="action-publish"' in html.content.decode() and 'name="action-submit"' in html.content.decode()

    def test_what_to_write_is_chosen_in_our_words(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(member_of(coalition))
        html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[coalition.pk])).content.decode()
        assert "Iets nieuws schrijven" in html and "<strong>Aanpak</strong>: " in html
        assert "/usage/" not in html


class TestStart:
    def test_a_member_of_one_coalition_sees_it_with_what_waits(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        client.force_login(member_of(coalition))
        html = client.get("/admin/").content.decode()
        assert reverse("wagtailadmin_explore", args=[coalition.pk]) in html
        assert "Mijn concepten" in html

    def test_nothing_of_it_is_about_wagtail_or_counts_the_whole_site(self, client: Client) -> None:
        client.force_login(member_of(CoalitionPageFactory()))
        html = client.get("/admin/").content.decode()
        assert "gebruikershandleiding" not in html and "guide.wagtail.org" not in html
        assert "w-summary" not in html
        client.force_login(editor())
        html = client.get("/admin/").content.decode()
        assert "gebruikershandleiding" not in html and "guide.wagtail.org" not in html
        assert "w-summary" in html

    def test_a_member_of_two_chooses(self, client: Client) -> None:
        first, second = CoalitionPageFactory(title="Zaanstad"), CoalitionPageFactory(title="Almere")
        CoalitionPageFactory(title="Elders")
        client.force_login(member_of(first, second))
        html = client.get("/admin/").content.decode()
        for coalition in (first, second):
            assert reverse("wagtailadmin_explore", args=[coalition.pk]) in html
            assert coalition.title in html
        assert "Elders" not in html

    def test_an_editor_has_the_start_page_of_wagtail(self, client: Client) -> None:
        CoalitionPageFactory(title="Zaanstad")
        client.force_login(editor())
        response = client.get("/admin/")
        assert response.status_code == 200
        assert "Mijn coalities" not in response.content.decode()

    def test_a_stranger_is_sent_to_the_login(self, client: Client) -> None:
        response = client.get("/admin/")
        assert response.status_code == 302
        assert "/inloggen/" in response["Location"]


def coalition_form(title: str) -> dict[str, str]:
    return {
        "title": title,
        "slug": "",
        "summary": "In één zin.",
        "ambitions-count": "0",
        "trying_now-count": "0",
        "action-publish": "1",
    }


class TestTeamsFollowPages:
    @pytest.fixture(autouse=True)
    def _as_editor(self, client: Client) -> None:
        client.force_login(editor())

    def add(self, client: Client, title: str) -> CoalitionPage:
        parent = CoalitionIndexPage.objects.get()
        url = reverse("wagtailadmin_pages:add", args=["coalitions", "coalitionpage", parent.pk])
        assert client.post(url, coalition_form(title)).status_code == 302
        return CoalitionPage.objects.get(title=title)

    def test_a_new_coalition_has_a_group(self, client: Client) -> None:
        coalition = self.add(client, "Zaanstad")
        assert coalition.team.group.name == "Coalitiecoördinatoren Zaanstad"

    def test_a_coalition_that_is_only_a_draft_has_one_too(self, client: Client) -> None:
        parent = CoalitionIndexPage.objects.get()
        url = reverse("wagtailadmin_pages:add", args=["coalitions", "coalitionpage", parent.pk])
        client.post(url, {"title": "Concept", "slug": "", "ambitions-count": "0", "trying_now-count": "0"})
        assert CoalitionPage.objects.get(title="Concept").team

    def test_a_new_title_is_the_name_of_the_group(self, client: Client) -> None:
        coalition = self.add(client, "Zaanstad")
        client.post(
            reverse("wagtailadmin_pages:edit", args=[coalition.pk]),
            {**coalition_form("Zaanstreek"), "slug": coalition.slug},
        )
        assert CoalitionTeam.objects.get().group.name == "Coalitiecoördinatoren Zaanstreek"

    def test_a_copy_has_a_group_of_its_own(self, client: Client) -> None:
        coalition = self.add(client, "Zaanstad")
        client.post(
            reverse("wagtailadmin_pages:copy", args=[coalition.pk]),
            {
                "new_title": "Wormerland",
                "new_slug": "wormerland",
                "new_parent_page": str(CoalitionIndexPage.objects.get().pk),
            },
        )
        copy = CoalitionPage.objects.get(slug="wormerland")
        assert copy.team.group != coalition.team.group

    def test_deleting_a_coalition_takes_its_group_away(self, client: Client) -> None:
        coalition = self.add(client, "Zaanstad")
        client.post(reverse("wagtailadmin_pages:delete", args=[coalition.pk]))
        assert not Group.objects.filter(name__startswith="Coalitie").exists()

    def test_deleting_several_at_once_too(self, client: Client) -> None:
        coalition = self.add(client, "Zaanstad")
        client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={coalition.pk}")
        assert not CoalitionPage.objects.exists()
        assert not Group.objects.filter(name__startswith="Coalitie").exists()
