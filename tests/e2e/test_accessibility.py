"""axe finds nothing, on any template and in any state of it (WCAG 2.2 AA and its best practices, contrast included)."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e import little_site
from tests.e2e.conftest import Reader
from tests.e2e.little_site import LONG_WORD, LittleSite

pytestmark = pytest.mark.e2e

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
PHONE, SMALLEST, ZOOMED, WIDE = 360, 320, 640, 1280
"""CSS pixels; 640 is a screen of 1280 at 200 %."""

Open = Callable[..., Reader]


def faults(page: Page) -> list[str]:
    """What axe has against the page as it stands, and whether it has to be scrolled sideways."""
    response = Axe().run(page, options=RULES).response
    found = [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, f"{too_wide}px te breed"] if too_wide > 0 else found


def check_everywhere(reader: Open, path: str, heading: str, status: int = 200) -> None:
    """Light and dark, wide, at 200 % and on the smallest screen that counts."""
    for look in (
        {"width": WIDE},
        {"width": WIDE, "dark": True},
        {"width": ZOOMED, "scale": 2},
        {"width": SMALLEST},
        {"width": SMALLEST, "dark": True},
    ):
        someone = reader(**look)
        someone.visit(path, heading=heading, status=status)
        assert faults(someone.page) == [], look


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
        ("/", None),
        ("/themas/", "Thema’s"),
        ("/coalities/", "Coalities"),
        ("/verhalen/", "Verhalen"),
        ("/landelijk/", "Landelijk"),
        ("/zoeken/", "Zoek een aanpak die werkt"),
        ("/zoeken/?q=geldzorgen&type=story&page=2", "Zoek een aanpak die werkt"),
        ("/zoeken/?q=xyzxyz&theme=geldzorgen", "Zoek een aanpak die werkt"),
        ("/zoeken/?q=geldzorgen&theme=bestaat-niet&page=99", "Zoek een aanpak die werkt"),
        ("/inloggen/", "Inloggen"),
        ("/wachtwoord-vergeten/", "Wachtwoord vergeten"),
        ("/wachtwoord-vergeten/verstuurd/", "Kijk in uw mail"),
        ("/wachtwoord-instellen/x/y/", "Deze link werkt niet meer"),
    ],
)
def test_a_fixed_address_has_no_faults(path: str, heading: str | None, site: LittleSite, reader: Open) -> None:
    check_everywhere(reader, path, heading or "Wat werkt in de eerste 1000 dagen?")


@pytest.mark.parametrize("name", ["approach", "stopped", "story", "knowledge", "coalition"])
def test_a_page_of_each_type_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    page = getattr(site, name)
    check_everywhere(reader, page.url, page.title)


@pytest.mark.parametrize("name", ["theme", "bare_theme"])
def test_a_theme_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    theme = getattr(site, name)
    check_everywhere(reader, f"/themas/{theme.slug}/", theme.name)


def test_a_site_without_content_has_no_faults(live_server: Any, reader: Open) -> None:
    for path, heading in (("/", "Wat werkt in de eerste 1000 dagen?"), ("/coalities/", "Coalities")):
        check_everywhere(reader, path, heading)


def test_a_long_text_has_no_faults(site: LittleSite, reader: Open) -> None:
    little_site.long_page()
    check_everywhere(reader, f"/over-{LONG_WORD.lower()}/", f"Over {LONG_WORD}")


def test_a_page_that_is_not_there_has_no_faults(site: LittleSite, reader: Open) -> None:
    check_everywhere(reader, "/coalities/warme-belroute-naar-schuldhulp/", "Deze pagina is er niet", status=404)


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
    path: str, heading: str, status: int, live_server: Any, reader: Open
) -> None:
    check_everywhere(reader, path, heading, status)


def test_an_answer_without_the_engine_has_no_faults(site: LittleSite, reader: Open, settings: Any) -> None:
    settings.OPENSEARCH_URL = "http://127.0.0.1:9"  # the discard port: refused at once
    someone = reader()
    someone.visit("/zoeken/?q=geldzorgen", heading="Zoek een aanpak die werkt")
    assert "niet bereikbaar" in someone.page.locator(".note").inner_text()
    assert faults(someone.page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_open_sheet_with_filters_has_no_faults(dark: bool, site: LittleSite, reader: Open) -> None:
    someone = reader(width=PHONE, dark=dark)
    someone.visit("/zoeken/?q=geldzorgen", heading="Zoek een aanpak die werkt")
    someone.page.get_by_text("Verfijn", exact=True).click()
    assert someone.page.get_by_role("checkbox", name="Verhalen").is_visible()
    assert faults(someone.page) == []


def test_all_values_of_a_filter_have_no_faults(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/zoeken/?q=geldzorgen", heading="Zoek een aanpak die werkt")
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
        ("/zoeken/?q=geldzorgen", "Zoek een aanpak die werkt"),
    ):
        someone.visit(path, heading=heading)
        someone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert faults(someone.page) == []
