"""A permalink of a block, a version or the card lives as long as the approach, wherever that goes."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from approaches.card import engine
from approaches.models import ApproachPage
from coalitions.merging import merge_coalitions
from coalitions.models import CoalitionPage
from tests.factories.approaches import block
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.marks import published, republish
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db

PARTS = ("bouwsteen/belkaart/", "versies/", "versie/1/", "kaart.pdf")


@pytest.fixture(scope="module", autouse=True)
def _made(module_content: None) -> int:
    parent = CoalitionPageFactory(slug="wormerland")
    return published(parent=parent, title="Belroute", slug="belroute", building_blocks=[block("Belkaart")]).pk


@pytest.fixture
def page(_made: int, db: None) -> ApproachPage:
    return ApproachPage.objects.get(pk=_made)


def again(page: ApproachPage) -> ApproachPage:
    return ApproachPage.objects.get(pk=page.pk)


def move(page: ApproachPage) -> None:
    page.move(CoalitionPageFactory(slug="zaanstreek"), pos="last-child")


def merge(page: ApproachPage) -> None:
    source = CoalitionPage.objects.get(slug="wormerland")
    merge_coalitions(source=source, target=CoalitionPageFactory(slug="zaanstreek"))


def merge_with_one_of_that_name(page: ApproachPage) -> None:
    published(parent=CoalitionPageFactory(slug="zaanstreek"), slug="belroute")
    target = CoalitionPage.objects.get(slug="zaanstreek")
    merge_coalitions(source=CoalitionPage.objects.get(slug="wormerland"), target=target)


def rename(page: ApproachPage) -> None:
    republish(page, slug="warme-belroute")


def rename_the_coalition(page: ApproachPage) -> None:
    draft = CoalitionPage.objects.get(slug="wormerland")
    draft.slug = "wormer"
    draft.save_revision().publish()


WAYS = (move, merge, merge_with_one_of_that_name, rename, rename_the_coalition)


@pytest.mark.parametrize("change", WAYS)
def test_each_part_leads_to_the_same_part(
    change: Callable[[ApproachPage], None],
    page: ApproachPage,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = page.url
    with django_capture_on_commit_callbacks(execute=True):  # when Wagtail makes the redirect of another slug
        change(page)
    new = again(page).url
    assert new != old
    for part in PARTS:
        response = client.get(f"{old}{part}")
        assert (response.status_code, response["Location"]) == (301, f"{new}{part}")
        if part != "kaart.pdf" or engine.available():
            assert client.head(response["Location"]).status_code == 200, part


def test_one_that_moves_twice_is_found_in_one_step(
    page: ApproachPage, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old = page.url
    with django_capture_on_commit_callbacks(execute=True):
        move(page)
        rename(again(page))
    assert client.get(f"{old}versie/1/")["Location"] == f"{again(page).url}versie/1/"


def test_the_question_goes_along(page: ApproachPage, client: Client) -> None:
    old = page.url
    move(page)
    assert client.get(f"{old}versies/?page=2")["Location"].endswith("/versies/?page=2")


@pytest.mark.parametrize("how", ["unpublish", "restrict", "restrict above"])
def test_of_one_that_not_everybody_sees_no_address_is_told(how: str, page: ApproachPage, client: Client) -> None:
    old = page.url
    move(page)
    page = again(page)
    if how == "unpublish":
        page.unpublish()
    else:
        target = page if how == "restrict" else page.get_parent()
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    for part in PARTS:
        hidden, absent = client.get(f"{old}{part}"), client.get(f"/coalities/bestaat-niet/belroute/{part}")
        assert (hidden.status_code, absent.status_code) == (404, 404), part
        assert "zaanstreek" not in hidden.content.decode()


def test_where_something_else_stands_now_nothing_leads_on(page: ApproachPage, client: Client) -> None:
    """Two that changed places would send a reader from one to the other for ever."""
    old = page.url
    move(page)
    published(parent=CoalitionPage.objects.get(slug="wormerland"), slug="belroute")
    assert client.get(f"{old}bouwsteen/belkaart/").status_code == 404


def test_below_the_old_address_of_another_kind_of_page_nothing_is_made_up(client: Client) -> None:
    Redirect.objects.create(old_path="/oud", redirect_page=StandardPageFactory(slug="nieuw"))
    assert client.get("/oud/versies/").status_code == 404


def test_what_is_no_part_of_an_approach_stays_away(page: ApproachPage, client: Client) -> None:
    old = page.url
    move(page)
    for tail in ("versie/0/", "versie/x/", "bouwsteen/", "bouwsteen/a/b/", "anders/"):
        assert client.get(f"{old}{tail}").status_code == 404
    assert client.post(f"{old}versies/").status_code in (404, 405)
