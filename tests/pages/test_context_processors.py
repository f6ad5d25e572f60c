"""The menu and the footer."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from coalitions.models import NationalPage
from pages import context_processors
from pages.context_processors import SiteFrame
from pages.models import StandardPage
from stories.models import StoryIndexPage
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def frame(path: str = "/", **query: str) -> SiteFrame:
    return context_processors.frame(RequestFactory().get(path, query))["frame"]


def menu(path: str = "/", **query: str) -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in frame(path, **query).menu]


def test_the_menu_leads_to_what_there_is() -> None:
    assert menu() == [
        ("Aanpakken", "/zoeken/?type=approach"),
        ("Thema’s", "/themas/"),
        ("Verhalen", "/verhalen/"),
        ("Coalities", "/coalities/"),
        ("Landelijk", "/landelijk/"),
    ]


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "leave out"])
def test_what_nobody_can_see_is_not_in_the_menu(hide: str) -> None:
    page = NationalPage.objects.get()
    if hide == "unpublish":
        page.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    else:
        page.show_in_menus = False
        page.save()
    assert ("Landelijk", "/landelijk/") not in menu()


def test_the_footer_has_the_pages_about_the_site() -> None:
    StandardPageFactory(title="Contact", slug="contact")
    StandardPage.objects.get(slug="privacy").unpublish()
    assert [link.title for link in frame().footer_links] == [
        "Gemeenten", "Kaart", "Over deze site", "Toegankelijkheid", "Contact",
    ]  # fmt: skip


def test_a_form_can_lead_to_the_page_about_privacy_as_long_as_there_is_one() -> None:
    assert frame().privacy_url == "/privacy/"
    StandardPage.objects.get(slug="privacy").unpublish()
    assert frame().privacy_url == ""


@pytest.mark.parametrize(
    ("path", "query", "current"),
    [
        ("/", {}, []),
        ("/coalities/", {}, ["Coalities"]),
        ("/coalities/zaanstad/voorzorg/", {}, ["Coalities"]),
        ("/themas/geldzorgen/", {}, ["Thema’s"]),
        ("/zoeken/", {"type": "approach"}, ["Aanpakken"]),
        ("/zoeken/", {}, []),
    ],
)
def test_the_menu_says_where_the_visitor_is(path: str, query: dict[str, str], current: list[str]) -> None:
    assert [link.title for link in frame(path, **query).menu if link.current] == current


def test_it_asks_nothing_until_it_is_shown_and_then_twice(django_assert_num_queries: Any) -> None:
    CoalitionPageFactory()
    StoryIndexPage.objects.get().get_url()
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        around = context_processors.frame(request)["frame"]
    assert around.menu is not None
    request = RequestFactory().get("/")
    with django_assert_num_queries(2):
        for _ in range(3):
            around = context_processors.frame(request)["frame"]
            _ = (around.menu, around.footer_links)


@pytest.mark.sqlite_only
def test_however_many_pages_there_are_only_those_below_home_are_read() -> None:
    with connection.cursor() as cursor:
        sql, parameters = context_processors._PUBLIC_BELOW_HOME.made()
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        plan = [row[-1] for row in cursor.fetchall()]
    assert any("USING INDEX core_page_depth_path" in step for step in plan), plan


def test_the_editors_can_be_mailed_from_every_page_and_below_what_the_site_says_of_itself(
    client: Client, settings: Any
) -> None:
    about = StandardPageFactory(title="Over ons")
    for address, home, below in (("redactie@voorbeeld.test", 1, 3), ("", 0, 0)):
        settings.EDITORS_ADDRESS = address
        assert client.get("/").content.decode().count("redactie@voorbeeld.test") == home
        assert client.get(about.url).content.decode().count("redactie@voorbeeld.test") == below
