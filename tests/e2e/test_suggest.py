"""Offers while typing: an editable combobox as the ARIA practices have it, and a plain box without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Open, Reader
from tests.e2e.little_site import LittleSite

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

HOME = "Wat werkt in de eerste 1000 dagen?"
SEARCH = "Zoek een aanpak of verhaal"
NOT_THERE = "Deze pagina is er niet"


def at(reader: Open, path: str = "/", heading: str = HOME, status: int = 200, **who: object) -> Reader:
    someone = reader(**who)
    someone.visit(path, heading=heading, status=status)
    return someone


def box(page: Page) -> Locator:
    return page.get_by_role("combobox").first


def typed(page: Page, text: str = "ge") -> Locator:
    """Type it, and wait for the offers."""
    box(page).fill("")
    box(page).press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.get_by_role("listbox").get_by_role("option")


def active(page: Page) -> str:
    """The text of the option that the box points at; "" when it points at none."""
    pointed = box(page).get_attribute("aria-activedescendant")
    if not pointed:
        return ""
    option = page.locator(f"#{pointed}")
    expect(option).to_have_attribute("aria-selected", "true")
    return option.inner_text()


@pytest.mark.parametrize(
    ("path", "heading", "status"), [("/", HOME, 200), ("/zoeken/", SEARCH, 200), ("/nergens/", NOT_THERE, 404)]
)
def test_every_box_offers_by_kind_and_says_how_many(
    path: str, heading: str, status: int, site: LittleSite, reader: Open
) -> None:
    page = at(reader, path, heading, status).page
    options = typed(page)
    expect(page.get_by_role("group", name="Thema’s").get_by_role("option")).to_have_text(["Geldzorgen"])
    expect(page.get_by_role("group", name="Aanpakken").get_by_role("option").first).to_contain_text("Geldzorgen ter")
    expect(page.get_by_role("status").filter(has_text="suggesties")).to_have_text(f"{options.count()} suggesties")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert 2 < options.count() <= 8


def test_arrows_go_through_the_offers_and_back_to_the_box(site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    names = typed(page).all_inner_texts()
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) == ""
    expect(box(page)).to_be_focused()


@pytest.mark.parametrize(("key", "text"), [("Home", "xge"), ("End", "gex")])
def test_home_and_end_go_back_to_the_text(key: str, text: str, site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    typed(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    assert active(page) == ""
    page.keyboard.type("x")
    expect(box(page)).to_have_value(text)


def test_enter_on_an_offer_goes_there(site: LittleSite, reader: Open) -> None:
    someone = at(reader)
    typed(someone.page, "geldz")
    someone.page.keyboard.press("ArrowDown")
    someone.page.keyboard.press("Enter")
    expect(someone.page.locator("h1")).to_have_text("Geldzorgen")
    assert someone.path == "/themas/geldzorgen/"


def test_enter_without_a_choice_searches(site: LittleSite, reader: Open) -> None:
    someone = at(reader)
    typed(someone.page)
    someone.page.keyboard.press("Enter")
    expect(someone.page.locator("h1")).to_have_text(SEARCH)
    assert someone.path == "/zoeken/?q=ge"


def test_on_the_page_of_results_a_search_closes_the_offers(site: LittleSite, reader: Open) -> None:
    page = at(reader, "/zoeken/", SEARCH).page
    typed(page, "geldzorgen")
    page.keyboard.press("Enter")
    expect(page.locator("#melding")).to_contain_text("voor “geldzorgen”")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_and_then_empties(site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    typed(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("ge")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_going_on_by_tab_closes_the_offers(site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    typed(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Zoeken")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_press_on_an_offer_goes_there(width: int, site: LittleSite, reader: Open) -> None:
    someone = at(reader, width=width)
    typed(someone.page, "zaan").first.click()
    expect(someone.page.locator("h1")).to_have_text("Zaanstad")
    assert someone.path == "/gemeenten/zaanstad/"


def test_one_letter_or_none_offers_nothing(site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    typed(page)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("g")


def test_what_is_not_there_is_said_and_shows_no_empty_list(site: LittleSite, reader: Open) -> None:
    page = at(reader).page
    box(page).press_sequentially("qqqq")
    expect(page.get_by_role("status").filter(has_text="Geen")).to_have_text("Geen suggesties")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_an_answer_the_box_still_searches(site: LittleSite, reader: Open) -> None:
    someone = at(reader)
    someone.page.route("**/zoeken/suggesties**", lambda route: route.abort())
    with someone.page.expect_event("requestfailed"):
        box(someone.page).press_sequentially("geldzorgen")
    someone.page.keyboard.press("Enter")
    expect(someone.page).to_have_url(re.compile(r"/zoeken/\?q=geldzorgen$"))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (320, False)])
@pytest.mark.parametrize(("path", "heading"), [("/", HOME), ("/zoeken/", SEARCH)])
def test_an_open_list_has_no_faults(
    path: str, heading: str, width: int, dark: bool, site: LittleSite, reader: Open
) -> None:
    page = at(reader, path, heading, width=width, dark=dark).page
    assert faults(page) == []
    typed(page)
    page.keyboard.press("ArrowDown")
    assert faults(page) == []


def test_without_scripts_it_is_a_plain_search(site: LittleSite, reader: Open) -> None:
    someone = at(reader, scripts=False)
    someone.page.get_by_role("searchbox").fill("geldzorgen")
    expect(someone.page.get_by_role("combobox")).to_have_count(0)
    someone.page.keyboard.press("Enter")
    expect(someone.page).to_have_url(re.compile(r"/zoeken/\?q=geldzorgen$"))
