"""axe finds nothing, on any template and in any state of it (WCAG 2.2 AA and its best practices, contrast included)."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import TOO_WIDE, faults
from tests.e2e.conftest import HEIGHT, Open, Reader
from tests.e2e.little_site import LONG_WORD, LittleSite

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

HOME = "Wat werkt in de eerste 1000 dagen?"
SEARCH = "Zoek een aanpak of verhaal"
PHONE = 360
LOOKS = ((1280, "light"), (1280, "dark"), (640, "light"), (320, "light"))
"""CSS pixels; 640 is a screen of 1280 at 200 %, 320 the smallest that counts."""
TWICE = "document.documentElement.style.fontSize = '200%'"


def check_everywhere(someone: Reader, path: str, heading: str, status: int = 200) -> None:
    """Wide, in the dark, at 200 % and on the smallest screen, nothing is wrong."""
    someone.visit(path, heading=heading, status=status)
    for width, scheme in LOOKS:
        someone.page.set_viewport_size({"width": width, "height": HEIGHT})
        someone.page.emulate_media(color_scheme=scheme)
        assert faults(someone.page) == [], (width, scheme)


def test_axe_sees_what_is_wrong(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/inloggen/", heading="Inloggen")
    someone.page.evaluate("document.querySelector('label').remove()")
    someone.page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    found = faults(someone.page)
    assert any(fault.startswith("label:") for fault in found)
    assert any(fault.startswith("color-contrast:") for fault in found)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", HOME),
        ("/?gemeente=nergens", HOME),
        ("/?gemeente=zaanstad", HOME),
        ("/themas/", "Thema’s"),
        ("/coalities/", "Coalities"),
        ("/verhalen/", "Verhalen"),
        ("/landelijk/", "Landelijk"),
        ("/gemeenten/", "Gemeenten"),
        ("/gemeenten/?q=nergens", "Gemeenten"),
        ("/gemeenten/zaanstad/", "Zaanstad"),
        ("/gemeenten/zaanstad/?datum=ooit", "Zaanstad"),
        ("/regios/province/", "Per provincie"),
        ("/regios/province/overijssel/", "Overijssel"),
        ("/kaart/", "Kaart van Nederland"),
        ("/zoeken/", SEARCH),
        ("/zoeken/?q=geldzorgen&type=story&page=2", SEARCH),
        ("/zoeken/?q=xyzxyz&theme=geldzorgen", SEARCH),
        ("/zoeken/?q=geldzorgn+olifant", SEARCH),
        ("/zoeken/?q=gesprek+in+Zutphen", SEARCH),
        ("/zoeken/?q=geldzorgen&type=story&year=1999", SEARCH),
        (f"/zoeken/?q=geldzorgen+{LONG_WORD * 5}", SEARCH),
        ("/zoeken/?like=zaanstad&province=overijssel&without_partner=jgz", SEARCH),
        ("/zoeken/?q=geldzorgen&theme=bestaat-niet&page=99", SEARCH),
        ("/zoeken/?q=gesprek&type=instrument", SEARCH),
        ("/instrumenten/", "Instrumenten"),
        ("/instrumenten/?purpose=inkopen&theme=geldzorgen", "Instrumenten"),
        ("/ondersteuning/?region=province/overijssel", "Ondersteuning"),
        ("/inloggen/", "Inloggen"),
        ("/account-maken/", "Account maken"),
        ("/account-maken/verstuurd/", "Kijk in uw mail"),
        ("/e-mailadres-bevestigen/x/", "Deze link werkt niet meer"),
        ("/wachtwoord-instellen/klaar/", "Uw wachtwoord is veranderd"),
        ("/wachtwoord-vergeten/", "Wachtwoord vergeten"),
        ("/wachtwoord-vergeten/verstuurd/", "Kijk in uw mail"),
        ("/wachtwoord-instellen/x/y/", "Deze link werkt niet meer"),
    ],
)
def test_a_fixed_address_has_no_faults(path: str, heading: str, site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), path, heading)


@pytest.mark.parametrize("name", ["approach", "stopped", "story", "knowledge", "coalition"])
def test_a_page_of_each_type_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    page = getattr(site, name)
    check_everywhere(reader(), page.url, page.title)


def test_asking_a_question_has_no_faults_whatever_was_filled_in(site: LittleSite, reader: Open) -> None:
    someone = reader()
    check_everywhere(someone, f"/contact/{site.coalition.pk}/", "Stel een vraag")
    someone.page.get_by_role("button", name="Verstuur uw vraag").click()
    expect(someone.page).to_have_title(re.compile("^Fout: "))
    assert faults(someone.page) == []
    check_everywhere(reader(), f"/contact/{site.coalition.pk}/verstuurd/", "Uw vraag is verstuurd")


@pytest.mark.parametrize("slug", ["warme-belroute", "gesprekskaart"])
def test_a_building_block_has_no_faults(slug: str, site: LittleSite, reader: Open) -> None:
    block = site.approach.building_blocks.get(slug=slug)
    check_everywhere(reader(), block.url, block.title)


@pytest.mark.parametrize("name", ["theme", "bare_theme"])
def test_a_theme_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    theme = getattr(site, name)
    check_everywhere(reader(), f"/themas/{theme.slug}/", theme.name)


@pytest.mark.parametrize("name", ["instrument", "bare_instrument"])
def test_an_instrument_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    instrument = getattr(site, name)
    check_everywhere(reader(), instrument.get_absolute_url(), instrument.name)


@pytest.mark.parametrize("dark", [False, True])
def test_the_opened_parts_of_the_toolbox_have_no_faults(dark: bool, site: LittleSite, reader: Open) -> None:
    someone = reader(width=PHONE, dark=dark)
    someone.visit("/instrumenten/", heading="Instrumenten")
    someone.page.get_by_text("Kies op doel, fase of thema").click()
    someone.page.get_by_role("checkbox", name="Inkopen").check()
    assert faults(someone.page) == []
    someone.page.get_by_role("button", name="Toon").click()
    assert someone.page.get_by_role("heading", name="1 instrument", exact=True).is_visible()
    someone.visit(site.instrument.get_absolute_url(), heading=site.instrument.name)
    someone.page.get_by_text("Alle 13 gemeenten").click()
    assert someone.page.get_by_role("rowheader", name="Zutphen").is_visible()
    assert faults(someone.page) == []


def test_a_long_text_has_no_faults(site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), f"/over-{LONG_WORD.lower()}/", f"Over {LONG_WORD}")


def test_a_page_that_is_not_there_has_no_faults(site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), "/coalities/warme-belroute-naar-schuldhulp/", "Deze pagina is er niet", status=404)


@pytest.mark.urls("tests.ks_site.urls_that_fail")
@pytest.mark.parametrize(
    ("path", "heading", "status"),
    [
        ("/stuk/", "Er ging iets mis bij ons", 500),
        ("/verboden/", "Dit mag u niet zien", 403),
        ("/verdacht/", "Deze vraag begrijpen we niet", 400),
    ],
)
def test_a_page_for_what_went_wrong_has_no_faults(
    path: str, heading: str, status: int, site: LittleSite, reader: Open
) -> None:
    check_everywhere(reader(), path, heading, status)


def test_an_answer_without_the_engine_has_no_faults(site: LittleSite, reader: Open, settings: Any) -> None:
    settings.OPENSEARCH_URL = "http://127.0.0.1:9"  # the discard port: refused at once
    someone = reader()
    someone.visit("/zoeken/?q=geldzorgen", heading=SEARCH)
    assert "niet bereikbaar" in someone.page.locator(".note").inner_text()
    assert faults(someone.page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_open_sheet_with_filters_has_no_faults(dark: bool, site: LittleSite, reader: Open) -> None:
    someone = reader(width=PHONE, dark=dark)
    someone.visit("/zoeken/?q=geldzorgen", heading=SEARCH)
    someone.page.get_by_text("Verfijn", exact=True).click()
    assert someone.page.get_by_role("checkbox", name="Verhalen").is_visible()
    assert faults(someone.page) == []
    facets, foot = (someone.page.locator(name).bounding_box() for name in (".refine__facets", ".refine__foot"))
    assert facets is not None and foot is not None
    assert facets["y"] + facets["height"] <= foot["y"], "de knop ligt over een keuze"


def test_all_values_of_a_filter_have_no_faults(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/zoeken/?q=geldzorgen", heading=SEARCH)
    someone.page.get_by_text("Toon alle 12").click()
    assert someone.page.get_by_role("checkbox", name="Zutphen").is_visible()
    assert faults(someone.page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_open_menu_has_no_faults(dark: bool, site: LittleSite, reader: Open) -> None:
    someone = reader(width=PHONE, dark=dark)
    someone.visit("/themas/", heading="Thema’s")
    someone.page.get_by_text("Menu", exact=True).click()
    assert someone.page.get_by_role("link", name="Coalities").is_visible()
    assert faults(someone.page) == []


def test_text_at_twice_its_size_stays_on_the_screen(site: LittleSite, reader: Open) -> None:
    someone = reader()
    for path, heading in (
        (site.approach.url, site.approach.title),
        ("/zoeken/?q=geldzorgen", SEARCH),
    ):
        someone.visit(path, heading=heading)
        someone.page.evaluate(TWICE)
        assert faults(someone.page) == []


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/vertel/", "Vertel uw verhaal"),
        ("/api/v1/docs", "Open API"),
        ("/gemeenten/zaanstad/?datum=ooit", "Zaanstad"),
    ],
)
def test_text_at_twice_its_size_stays_on_the_smallest_screen(
    path: str, heading: str, site: LittleSite, reader: Open
) -> None:
    someone = reader(width=320)
    someone.visit(path, heading=heading)
    someone.page.evaluate(TWICE)
    assert someone.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [320, 768, 800, 1024, 1280])
def test_the_sentence_of_the_footer_is_read_in_words_at_any_width(width: int, site: LittleSite, reader: Open) -> None:
    someone = reader(width=width)
    someone.page.goto(f"{someone.address}/landelijk/")
    sentence = someone.page.locator(".site-footer__motto").bounding_box()
    assert sentence is not None
    assert sentence["width"] >= 200


def test_the_line_of_the_first_1000_days_stays_a_line_on_a_phone(site: LittleSite, reader: Open) -> None:
    someone = reader(width=PHONE)
    someone.visit("/", heading=HOME)
    phases = [phase.bounding_box() for phase in someone.page.locator(".phases--named li").all()]
    assert len(phases) == 4
    assert len({phase["y"] for phase in phases if phase}) == 1
