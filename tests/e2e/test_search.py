"""Searching in a browser: by keyboard, without scripts, and quick with them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Open, Reader
from tests.e2e.little_site import APPROACHES, CROWD, LittleSite

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

SEARCH = "Zoek een aanpak of verhaal"
PHONE = 360
MANY_TABS = 120
"""More than any page of the small site has places to stop."""

FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const held = element.closest(".search-box") ?? element;
  const spread = getComputedStyle(element, "::after");
  const lines = [style, getComputedStyle(held), spread].filter((seen) => seen.outlineStyle !== "none");
  const x = box.left + Math.min(box.width, 20) / 2;
  const y = box.top + Math.min(box.height, 20) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    name: `${element.tagName} ${(element.textContent || element.name || "").trim()}`,
    outlined: lines.length > 0,
    uncovered: top !== null && (element.contains(top) || top.contains(element)),
  };
}"""


def tab_until(page: Page, name: str) -> None:
    """Press Tab until what has focus is called this."""
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED)["name"] or page.evaluate("document.activeElement.value") == name:
            return
    raise AssertionError(f"{name} is niet te bereiken met Tab")


def searching(reader: Open, path: str = "/zoeken/?q=geldzorgen", **who: object) -> Reader:
    someone = reader(**who)
    someone.visit(path, heading=SEARCH)
    return someone


def count_of(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#aantal").inner_text().split()[0]) or 0)


def test_the_skip_link_comes_first_and_leads_to_the_content(site: LittleSite, reader: Open) -> None:
    someone = searching(reader)
    someone.page.keyboard.press("Tab")
    expect(someone.page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    someone.page.keyboard.press("Enter")
    expect(someone.page.locator("main")).to_be_focused()
    someone.page.keyboard.press("Tab")
    expect(someone.page.get_by_role("combobox", name="Zoekvraag")).to_be_focused()


def test_from_home_to_an_approach_by_keyboard_alone(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/", heading="Wat werkt in de eerste 1000 dagen?")
    page = someone.page
    tab_until(page, "q")
    page.keyboard.type("geldzorgen")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(SEARCH)
    tab_until(page, "approach")
    page.keyboard.press("Space")
    expect(page.locator("#melding")).to_contain_text(f"{APPROACHES} resultaten")
    expect(page.get_by_role("checkbox", name="Aanpakken")).to_be_focused()
    tab_until(page, site.approach.title)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(site.approach.title)


@pytest.mark.parametrize("width", [1280, PHONE])
def test_focus_goes_through_the_page_visibly_and_leaves_it(width: int, site: LittleSite, reader: Open) -> None:
    page = searching(reader, width=width).page
    seen = []
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus["name"].startswith("BODY"):
            break
        seen.append(focus)
    assert [focus for focus in seen if not (focus["outlined"] and focus["uncovered"])] == []
    last = page.locator("footer a").last.inner_text()
    assert seen[-1]["name"] == f"A {last}"  # nothing held focus on the way


def test_a_filter_changes_list_counts_title_and_address_together(site: LittleSite, reader: Open) -> None:
    someone = searching(reader)
    page, before = someone.page, count_of(someone.page)
    page.get_by_role("checkbox", name="Verhalen").check()
    expect(page.locator("#aantal")).to_contain_text(f"{CROWD + 1} resultaten")
    assert count_of(page) < before
    expect(page).to_have_title(f"{CROWD + 1} resultaten voor “geldzorgen” – Kansrijke Start")
    assert someone.path == "/zoeken/?q=geldzorgen&type=story"
    expect(page.locator("#melding")).to_contain_text(f"{CROWD + 1} resultaten")
    expect(page.get_by_role("checkbox", name="Verhalen")).to_be_focused()
    expect(page.get_by_role("checkbox", name="Verhalen")).to_be_checked()
    expect(page.locator(".chip--on")).to_have_count(1)


def test_the_address_of_a_filtered_list_gives_the_same_list(site: LittleSite, reader: Open) -> None:
    someone = searching(reader)
    someone.page.get_by_role("checkbox", name="Aanpakken").check()
    expect(someone.page.locator("#aantal")).to_contain_text(f"{APPROACHES} resultaten")
    someone.page.get_by_label("Volgorde").select_option("title")
    expect(someone.page).to_have_url(re.compile("sort=title"))
    titles = someone.page.locator(".hit h3").all_inner_texts()
    another = searching(reader, someone.path)
    assert another.page.locator(".hit h3").all_inner_texts() == titles
    expect(another.page.get_by_role("checkbox", name="Aanpakken")).to_be_checked()


def test_going_back_brings_the_list_of_before(site: LittleSite, reader: Open) -> None:
    someone = searching(reader)
    before = count_of(someone.page)
    someone.page.get_by_role("checkbox", name="Verhalen").check()
    expect(someone.page.locator("#aantal")).to_contain_text(f"{CROWD + 1} resultaten")
    someone.page.go_back()
    expect(someone.page.locator("#aantal")).to_contain_text(f"{before} resultaten")
    expect(someone.page.get_by_role("checkbox", name="Verhalen")).not_to_be_checked()


def test_a_removed_chip_leaves_focus_at_the_number_of_results(site: LittleSite, reader: Open) -> None:
    someone = searching(reader, "/zoeken/?q=geldzorgen&type=story")
    someone.page.get_by_role("link", name="Verwijder soort: Verhalen").press("Enter")
    expect(someone.page.locator(".chip--on")).to_have_count(0)
    expect(someone.page.locator("#aantal")).to_be_focused()
    assert someone.path == "/zoeken/?q=geldzorgen"


def test_a_long_list_of_values_can_be_filtered_and_stays_open(site: LittleSite, reader: Open) -> None:
    page = searching(reader).page
    page.get_by_text("Toon alle 12").click()
    page.get_by_label("Zoek in gemeente").fill("zut")
    options = page.locator("#facet-municipality .facet__option:visible")
    expect(options).to_have_count(1)
    page.get_by_role("checkbox", name="Zutphen").check()
    expect(page.locator("#melding")).not_to_be_empty()
    expect(page.get_by_role("checkbox", name="Zutphen")).to_be_focused()
    expect(page.get_by_label("Zoek in gemeente")).to_have_value("zut")


def test_a_folded_facet_opens_stays_open_and_is_open_where_something_is_chosen(site: LittleSite, reader: Open) -> None:
    page = searching(reader).page
    province = page.get_by_role("checkbox", name="Overijssel")
    expect(province).to_be_hidden()
    page.locator("#facet-province > summary").press("Enter")
    expect(province).to_be_visible()
    page.get_by_role("checkbox", name="Verhalen").check()
    expect(page.locator("#melding")).not_to_be_empty()
    expect(province).to_be_visible()
    province.check()
    expect(page.get_by_role("link", name="Verwijder Provincie: Overijssel")).to_be_visible()
    expect(province).to_be_focused()
    page.reload()
    expect(page.get_by_role("checkbox", name="Overijssel")).to_be_visible()


def test_a_facet_that_was_closed_stays_closed(site: LittleSite, reader: Open) -> None:
    page = searching(reader).page
    page.locator("#facet-theme > summary").click()
    page.get_by_role("checkbox", name="Verhalen").check()
    expect(page.locator("#melding")).not_to_be_empty()
    expect(page.locator("#facet-theme")).not_to_have_attribute("open", "")


def test_accents_do_not_matter_when_a_list_of_values_is_filtered(site: LittleSite, reader: Open) -> None:
    page = searching(reader).page
    page.get_by_text("Toon alle 12").click()
    page.get_by_label("Zoek in gemeente").fill("ZÚT")
    expect(page.locator("#facet-municipality .facet__option:visible")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_municipalities_like_mine_are_asked_for_by_name(scripts: bool, site: LittleSite, reader: Open) -> None:
    someone = searching(reader, scripts=scripts)
    page = someone.page
    page.get_by_label("Gemeenten zoals de mijne").fill("Zaanstad")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Verwijder Gemeenten zoals: Zaanstad")).to_be_visible()
    assert "like=" in someone.path and "q=geldzorgen" in someone.path
    page.get_by_text("Waarom deze?").click()
    expect(page.locator(".meant dt").first).to_be_visible()
    page.get_by_role("link", name="Verwijder Gemeenten zoals: Zaanstad").click()
    expect(page.locator(".chip--on")).to_have_count(0)
    expect(page.get_by_label("Gemeenten zoals de mijne")).to_have_value("")


@pytest.mark.parametrize("width", [1280, PHONE])
def test_the_name_of_my_municipality_is_completed_and_works_at_once(width: int, site: LittleSite, reader: Open) -> None:
    page = searching(reader, width=width).page
    if width == PHONE:
        page.get_by_text("Verfijn", exact=True).click()
    field = page.get_by_label("Gemeenten zoals de mijne")
    field.press_sequentially("zaa")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Zaanstad"])
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gemeenten zoals: Zaanstad")).to_be_attached()
    expect(field).to_have_value("Zaanstad")
    expect(field).to_be_focused()
    field.fill("")
    field.press_sequentially("zut")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Zutphen"])


def test_on_a_phone_the_sheet_closes_on_its_results(site: LittleSite, reader: Open) -> None:
    page = searching(reader, width=PHONE).page
    page.get_by_text("Verfijn", exact=True).click()
    page.get_by_role("checkbox", name="Verhalen").check()
    expect(page.get_by_text("Verfijn (1 gekozen)")).to_be_visible()
    page.get_by_role("button", name=f"Toon {CROWD + 1} resultaten").click()
    expect(page.get_by_role("checkbox", name="Verhalen")).to_be_hidden()
    expect(page.locator("#aantal")).to_be_focused()


def test_escape_closes_the_sheet_and_the_menu(site: LittleSite, reader: Open) -> None:
    page = searching(reader, width=PHONE).page
    for name, inside in (
        ("Menu", page.get_by_role("link", name="Coalities")),
        ("Verfijn", page.locator("#type-story")),
    ):
        summary = page.locator("summary").filter(has_text=re.compile(rf"^\s*{name}"))
        summary.click()
        expect(inside).to_be_visible()
        page.keyboard.press("Escape")
        expect(inside).to_be_hidden()
        expect(summary).to_be_focused()


@pytest.mark.parametrize("width", [1280, PHONE])
def test_without_scripts_everything_works_by_forms_and_links(width: int, site: LittleSite, reader: Open) -> None:
    someone = reader(width=width, scripts=False)
    someone.visit("/", heading="Wat werkt in de eerste 1000 dagen?")
    page = someone.page
    page.get_by_role("searchbox").fill("geldzorgen")
    page.get_by_role("button", name="Zoeken").click()
    if width == PHONE:
        page.get_by_text("Verfijn", exact=True).click()
    page.get_by_label("Aanpakken").check()
    page.locator("#toon").click()
    assert someone.path.startswith("/zoeken/?q=geldzorgen") and "type=approach" in someone.path
    expect(page.locator("#aantal")).to_contain_text(f"{APPROACHES} resultaten")
    page.get_by_label("Volgorde").select_option("title")
    page.get_by_role("button", name="Sorteer").click()
    assert "sort=title" in someone.path
    page.get_by_role("link", name="Verwijder soort: Aanpakken").click()
    expect(page.locator(".chip--on")).to_have_count(0)
    page.get_by_role("link", name="Volgende").click()
    expect(page.locator('[aria-current="page"]', has_text="2")).to_be_visible()


def test_without_scripts_the_menu_opens(site: LittleSite, reader: Open) -> None:
    page = searching(reader, width=PHONE, scripts=False).page
    page.get_by_text("Menu", exact=True).click()
    page.locator(".menu").get_by_role("link", name="Coalities").click()
    expect(page.locator("h1")).to_have_text("Coalities")


def test_zero_hits_offer_ways_on(site: LittleSite, reader: Open) -> None:
    page = searching(reader, "/zoeken/?q=xyzxyz&theme=geldzorgen").page
    expect(page.locator("#aantal")).to_contain_text("Geen resultaten")
    for name in ("Geldzorgen", "Zwangerschap", "Vraag het een coalitie"):
        expect(page.locator(".no-hits").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_when_the_server_fails_the_browser_goes_there_itself(site: LittleSite, reader: Open) -> None:
    someone = searching(reader)
    someone.page.route(
        "**/zoeken/**", lambda route: route.abort() if "hx-request" in route.request.headers else route.continue_()
    )
    someone.page.get_by_role("checkbox", name="Verhalen").check()
    expect(someone.page.locator("#aantal")).to_contain_text(f"{CROWD + 1} resultaten")
    assert someone.path == "/zoeken/?q=geldzorgen&type=story"


def test_a_page_that_is_not_there_offers_to_search_for_the_words_of_its_address(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/coalities/nergens/warme-belroute/", heading="Deze pagina is er niet", status=404)
    page = someone.page
    expect(page.get_by_role("combobox")).to_have_value("warme belroute")
    login = page.get_by_role("link", name="Log in")
    expect(login).to_have_attribute("href", "/inloggen/?next=/coalities/nergens/warme-belroute/")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".hit h3").first).to_have_text("Warme belroute")
