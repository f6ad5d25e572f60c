"""Running text tells a visitor nothing of pages that they may not see."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.rich_text import RichText

from accounts.models import User
from core.visible import rich_text_html, visible_address
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return StandardPageFactory(title="Besloten overleg", slug="besloten-overleg")


@pytest.fixture
def stranger() -> HttpRequest:
    return request_of(AnonymousUser())


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = {}  # type: ignore[assignment]
    return request


def link_to(page: Page) -> str:
    return f'<p>Lees <a linktype="page" id="{page.pk}">dit</a>.</p>'


def close(page: Page, *groups: Group) -> None:
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=kind).groups.set(groups)


def member(*groups: Group) -> HttpRequest:
    user = User.objects.create_user("iemand@voorbeeld.test", "een-lang-wachtwoord")
    user.groups.set(groups)
    return request_of(user)


def test_a_link_to_a_public_page_leads_there(page: Page, stranger: HttpRequest) -> None:
    for request in (stranger, None):
        assert rich_text_html(link_to(page), request) == f'<p>Lees <a href="{page.url}">dit</a>.</p>'


def test_a_link_to_a_draft_keeps_its_words_only(page: Page, stranger: HttpRequest) -> None:
    page.unpublish()
    assert rich_text_html(link_to(page), stranger) == "<p>Lees <a>dit</a>.</p>"


def test_a_link_to_a_restricted_page_keeps_its_words_only(page: Page, stranger: HttpRequest) -> None:
    close(page)
    for request in (stranger, None):
        assert rich_text_html(link_to(page), request) == "<p>Lees <a>dit</a>.</p>"


def test_a_link_to_a_page_below_a_restricted_one_keeps_its_words_only(page: Page, stranger: HttpRequest) -> None:
    below = StandardPageFactory(parent=page)
    close(page)
    assert rich_text_html(link_to(below), stranger) == "<p>Lees <a>dit</a>.</p>"


def test_who_may_see_the_page_gets_its_link(page: Page) -> None:
    group = Group.objects.create(name="Leden")
    close(page, group)
    assert f'href="{page.url}"' in rich_text_html(link_to(page), member(group))


def test_somebody_of_another_group_does_not(page: Page) -> None:
    close(page, Group.objects.create(name="Leden"))
    assert "href" not in rich_text_html(link_to(page), member(Group.objects.create(name="Anderen")))


def test_a_link_to_a_deleted_page_or_one_of_no_site_keeps_its_words_only(stranger: HttpRequest) -> None:
    root = Page.get_first_root_node()
    stray = root.add_child(instance=Page(title="Los", slug="los"))
    assert Site.objects.filter(root_page=stray).count() == 0
    for number in (stray.pk, stray.pk + 1000, 9_999_999_999):
        html = f'<a linktype="page" id="{number}">dit</a>'
        assert rich_text_html(html, stranger) == "<a>dit</a>"


def test_other_links_and_text_stay_as_they_are(stranger: HttpRequest) -> None:
    html = '<p><a href="https://www.voorbeeld.nl/">elders</a> <b>vet</b></p>'
    assert rich_text_html(html, stranger) == html


def test_each_page_is_judged_by_itself(page: Page, stranger: HttpRequest) -> None:
    other = StandardPageFactory(title="Open", slug="open")
    close(page)
    html = rich_text_html(link_to(page) + link_to(other), stranger)
    assert page.url not in html and f'href="{other.url}"' in html


def test_many_links_cost_two_queries(page: Page, stranger: HttpRequest, django_assert_max_num_queries: Any) -> None:
    page.get_url(stranger)  # the paths of the sites are remembered
    text = link_to(page) + "".join(link_to(StandardPageFactory()) for _ in range(5))
    with django_assert_max_num_queries(2):
        rich_text_html(text, stranger)
    with django_assert_max_num_queries(0):
        rich_text_html("<p>Zonder link.</p>", stranger)


def test_a_page_without_address_has_none(stranger: HttpRequest) -> None:
    assert visible_address(Page.get_first_root_node(), stranger) == ""


def test_the_tag_asks_who_reads_it(page: Page, stranger: HttpRequest) -> None:
    close(page)
    template = Template("{% load visible_text %}{% visible_rich_text text %}")
    html = template.render(Context({"text": RichText(link_to(page)), "request": stranger}))
    assert html == "<p>Lees <a>dit</a>.</p>"


@pytest.mark.parametrize("kind", ["paragraph", "callout"])
def test_a_page_of_the_site_does_not_give_a_hidden_address_away(client: Client, page: Page, kind: str) -> None:
    text = link_to(page)
    value = text if kind == "paragraph" else {"title": "Let op", "text": text}
    shown = StandardPageFactory(body=[{"type": kind, "value": value}])
    assert f'href="{page.url}">dit</a>' in client.get(shown.url).content.decode(), "while it is public"
    close(page)
    assert "besloten-overleg" not in client.get(shown.url).content.decode()
