"""The map of the site names what anybody may see, and nothing else."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from approaches.models import RetirementReason
from approaches.retirement.services import retire
from pages.models import StandardPage
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.places import RegionMembershipFactory
from tests.factories.themes import ThemeFactory


def addresses(client: Client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


@pytest.fixture
def home(db: None) -> Page:
    root: Page = Site.objects.get(is_default_site=True).root_page
    return root


def add(parent: Page, slug: str, **values: Any) -> StandardPage:
    page: StandardPage = parent.add_child(instance=StandardPage(title=slug, slug=slug, **values))
    return page


def test_names_what_is_public(client: Client, home: Page) -> None:
    shelf = add(home, "over")
    add(shelf, "privacy")
    assert {"http://testserver/over/", "http://testserver/over/privacy/"} <= set(addresses(client))


def test_names_each_page_once(client: Client, home: Page) -> None:
    add(home, "over")
    assert len(addresses(client)) == len(set(addresses(client)))


def test_names_themes_municipalities_and_regions(client: Client, home: Page) -> None:
    theme, membership = ThemeFactory(), RegionMembershipFactory()
    expected = {
        f"/themas/{theme.slug}/",
        f"/gemeenten/{membership.municipality.slug}/",
        membership.region.url,
        "/kaart/",
    }
    assert {f"http://testserver{path}" for path in expected} <= set(addresses(client))


def test_names_the_building_blocks_of_what_is_public_and_no_others(client: Client, home: Page) -> None:
    shown = ApproachPageFactory(building_blocks=[block("Intake"), block("Nazorg")])
    ApproachPageFactory(live=False, building_blocks=[block("Concept")])
    retired = ApproachPageFactory(building_blocks=[block("Weggehaald")])
    retire(page=retired, reason=RetirementReason.OUTDATED)
    hidden = ApproachPageFactory(building_blocks=[block("Besloten")])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    found = [address for address in addresses(client) if "/bouwsteen/" in address]
    assert found == [f"http://testserver{shown.url}bouwsteen/{slug}/" for slug in ("intake", "nazorg")]
    assert all(client.get(address).status_code == 200 for address in found)


def test_leaves_out_drafts_and_what_is_behind_a_restriction(client: Client, home: Page) -> None:
    add(home, "concept", live=False)
    shelf = add(home, "besloten")
    add(shelf, "kind")
    PageViewRestriction.objects.create(page=shelf, restriction_type="login")
    assert not [address for address in addresses(client) if "concept" in address or "besloten" in address]


def test_leaves_them_out_for_who_may_see_them_too(admin_client: Client, home: Page) -> None:
    PageViewRestriction.objects.create(page=add(home, "besloten"), restriction_type="login")
    assert not [address for address in addresses(admin_client) if "besloten" in address]


def test_asks_as_much_for_many_pages_as_for_few(client: Client, home: Page, django_assert_max_num_queries: Any) -> None:
    addresses(client)  # what is asked once per process is not what this is about
    for number in range(30):
        add(home, f"pagina-{number}")
    for _ in range(10):
        ApproachPageFactory(building_blocks=[block("Intake"), block("Nazorg")])
    with django_assert_max_num_queries(27):  # two of them for blocks, two for the toolbox, three for themes and places
        assert len(addresses(client)) >= 60
