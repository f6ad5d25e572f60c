"""The marks, versions, the page that stays behind and the page behind the link: no faults, and done with a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Open
from tests.e2e.little_site import LittleSite
from tests.e2e.test_accessibility import check_everywhere

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

QUESTION = "Klopt dit nog?"


@pytest.mark.parametrize("name", ["marked", "retired"])
def test_a_page_with_marks_or_taken_away_has_no_faults(name: str, site: LittleSite, reader: Open) -> None:
    page = getattr(site, name)
    check_everywhere(reader(), page.url, page.title)


@pytest.mark.parametrize(
    ("end", "heading"),
    [("versies/", "Versies van Moedergroep in de wijk"), ("versie/1/", "Moedergroep")],
)
def test_versions_have_no_faults(end: str, heading: str, site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), f"{site.marked.url}{end}", heading)


@pytest.mark.parametrize(
    ("name", "heading", "status"),
    [
        ("question", QUESTION, 200),
        ("answered", "Bedankt, deze vraag is beantwoord", 200),
        ("expired", "Deze link is verlopen", 410),
        ("left", "Deze vraag is nu voor iemand anders", 403),
    ],
)
def test_the_page_behind_the_link_has_no_faults(
    name: str, heading: str, status: int, site: LittleSite, reader: Open
) -> None:
    check_everywhere(reader(), getattr(site, name), heading, status)


def test_a_link_that_is_not_ours_has_no_faults(site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), "/bevestigen/nee/", "Deze link klopt niet", 404)


def test_without_a_reason_it_says_what_is_missing_and_leads_there(site: LittleSite, reader: Open) -> None:
    someone = reader(scripts=False)
    someone.visit(site.question, heading=QUESTION)
    someone.page.get_by_role("button", name="Haal weg").press("Enter")
    expect(someone.page).to_have_title(re.compile("^Fout: "))
    someone.page.get_by_role("link", name="Kies waarom u de aanpak weghaalt.").press("Enter")
    assert someone.page.evaluate("location.hash") == "#id_reason"
    shown = reader()
    shown.visit(site.question, heading=QUESTION)
    shown.page.get_by_role("button", name="Haal weg").click()
    assert faults(shown.page) == []


def test_the_data_for_machines_breaks_no_policy_and_can_be_read(site: LittleSite, reader: Open) -> None:
    """The watch of every reader fails on a violation; a script of another kind in the same place is one."""
    someone = reader()
    for page in (site.approach, site.story, site.coalition):
        someone.visit(page.url, heading=page.title)
        told = someone.page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)")
        assert told["@context"] == "https://schema.org"


def test_the_marks_say_in_words_what_their_icons_show(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit(site.marked.url, heading=site.marked.title)
    texts = someone.page.locator(".marks li").all_inner_texts()
    assert len(texts) == 4
    for words, text in zip(("daarna gewijzigd", "volgens RIVM", "volgens RIVM", "reageerde niet"), texts, strict=True):
        assert words in text


def test_on_a_phone_the_head_tells_how_certain_it_is_and_has_a_way_through(site: LittleSite, reader: Open) -> None:
    someone = reader(width=360)
    someone.visit(site.approach.url, heading=site.approach.title)
    head, page = someone.page.locator(".page-head"), someone.page
    expect(head.get_by_role("list", name="Hoe zeker is dit?")).to_be_visible()
    expect(head.get_by_role("link", name="Stel een vraag")).to_be_visible()
    page.get_by_text("Op deze pagina").locator("visible=true").click()
    way = page.get_by_role("navigation", name="Op deze pagina")
    expect(way).to_have_count(1)
    expect(way.get_by_role("link", name="Warme belroute")).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(way).to_have_count(1)
    for name in ("Stel een vraag", "Warme belroute"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("list", name="Hoe zeker is dit?")).to_have_count(0)


def test_paper_has_the_marks_in_the_head_its_address_and_nothing_to_click_on(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit(site.approach.url, heading=site.approach.title)
    page = someone.page
    page.emulate_media(media="print")
    expect(page.locator(".page-head .marks-short")).to_be_visible()
    expect(page.locator(".page-head .only-print")).to_contain_text(site.approach.url)
    for hidden in (".toc", "details.fold", ".page-head .button", "#lijkt-hierop"):
        for found in page.locator(hidden).all():
            expect(found).to_be_hidden()


def test_a_phone_shows_the_columns_of_the_file_as_lists(site: LittleSite, reader: Open) -> None:
    someone = reader(width=360)
    someone.visit("/zoeken/velden/", heading="Wat er in het CSV-bestand staat")
    cells = someone.page.get_by_role("row").nth(1).locator("th, td").all()
    assert len({cell.bounding_box()["x"] for cell in cells if cell.bounding_box()}) == 1  # type: ignore[index]
    assert faults(someone.page) == []
