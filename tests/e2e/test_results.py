"""What a page of results says of itself, and where it leads: with and without scripts, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.little_site import CROWD, LittleSite
from tests.e2e.test_search import PHONE, searching, tab_until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

BOTH = pytest.mark.parametrize("scripts", [True, False])


def hits(page: Page, title: str) -> str:
    """All that stands in the hit with this title."""
    return page.locator(".hit").filter(has=page.get_by_role("heading", name=title, exact=True)).inner_text()


def test_what_has_a_part_of_the_words_is_counted_apart_and_says_so(site: LittleSite, reader: Open) -> None:
    page = searching(reader, "/zoeken/?q=verloskundigen+oppas").page
    expect(page.locator("#aantal")).to_have_text(re.compile(r"^3 resultaten met een deel van uw woorden"))
    expect(page).to_have_title(re.compile("^3 resultaten met een deel van uw woorden voor “verloskundigen oppas”"))
    assert "Zonder ‘oppas’" in hits(page, site.approach.title)


def test_a_filter_announces_full_and_partial(site: LittleSite, reader: Open) -> None:
    page = searching(reader, "/zoeken/?q=verloskundigen+geldzorgen").page
    page.get_by_role("checkbox", name="Aanpakken").check()
    expect(page.locator("#melding")).to_have_text(
        re.compile(r"1 resultaat, en \d met een deel van uw woorden voor “verloskundigen geldzorgen”")
    )


def test_a_hit_that_no_mark_explains_says_on_what_it_was_found(site: LittleSite, reader: Open) -> None:
    page = searching(reader, "/zoeken/?q=geldproblemen").page
    assert "Gevonden op geldzorgen (u zocht geldproblemen)" in page.locator(".told").first.inner_text()


@BOTH
def test_a_mistyped_question_is_offered_as_it_was_meant(scripts: bool, site: LittleSite, reader: Open) -> None:
    someone = searching(reader, "/zoeken/?q=geldzorgn", scripts=scripts)
    page = someone.page
    expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first).to_have_value("geldzorgn")
    tab_until(page, "geldzorgen") if scripts else None
    page.get_by_role("link", name="geldzorgen", exact=True).press("Enter")
    expect(page.locator("#q")).to_have_value("geldzorgen")
    expect(page.get_by_text("Bedoelde u")).to_have_count(0)
    assert someone.path == "/zoeken/?q=geldzorgen"


@BOTH
def test_one_click_narrows_to_the_place_and_another_takes_that_back(
    scripts: bool, site: LittleSite, reader: Open
) -> None:
    someone = searching(reader, "/zoeken/?q=geldzorgen+in+Zutphen", scripts=scripts)
    page = someone.page
    page.get_by_role("link", name="Alleen in Zutphen?").click()
    expect(page.locator("#q")).to_have_value("geldzorgen")
    expect(page.get_by_role("link", name="Alleen in Zutphen?")).to_have_count(0)
    assert someone.path == "/zoeken/?q=geldzorgen&municipality=zutphen"
    page.get_by_role("link", name="Verwijder Gemeente: Zutphen").click()
    expect(page.locator(".chip--on")).to_have_count(0)
    assert someone.path == "/zoeken/?q=geldzorgen"


@BOTH
def test_a_choice_that_leaves_nothing_can_be_let_go(scripts: bool, site: LittleSite, reader: Open) -> None:
    someone = searching(reader, "/zoeken/?q=geldzorgen&type=story&year=1999&voice=professional", scripts=scripts)
    page = someone.page
    expect(page.locator("#aantal")).to_contain_text("Geen resultaten")
    page.locator(".loosen").get_by_role("link", name=f"{CROWD} resultaten").press("Enter")
    expect(page.locator("#aantal")).to_contain_text(f"{CROWD} resultaten")
    if scripts:
        expect(page.locator("#aantal")).to_be_focused()
    assert "year" not in someone.path


def test_an_empty_question_has_themes_to_begin_with(site: LittleSite, reader: Open) -> None:
    page = searching(reader, "/zoeken/", width=PHONE).page
    page.locator(".begin").get_by_role("link", name=site.theme.name).click()
    expect(page.locator("h1")).to_have_text(site.theme.name)


def test_a_flood_is_told_to_wait_also_when_scripts_ask(site: LittleSite, reader: Open) -> None:
    page = searching(reader).page
    page.route(
        "**/zoeken/**",
        lambda route: route.fulfill(status=429, content_type="text/html", body="<h1>Even wachten</h1>"),
    )
    # Another page follows, on which nobody can see whether it is ticked.
    page.get_by_role("checkbox", name="Verhalen").click()
    expect(page.locator("h1")).to_have_text("Even wachten")
