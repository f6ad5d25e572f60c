"""A story, from the first tap on a phone until it is taken back; axe finds nothing on any step, in any state."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from stories.intake.languages import LANGUAGES
from stories.keeping.code import code_of, new_key
from stories.models import Outcome, State, StoryPage, Submission
from stories.services import reviewing
from tests.e2e.axe import faults
from tests.e2e.conftest import HEIGHT, Open, Reader, readers
from tests.factories.coalitions import editor as national_editor
from tests.factories.places import MunicipalityFactory
from tests.factories.submissions import an_editor, sent
from tests.processes import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = 360
LOOKS = ((PHONE, "light"), (320, "dark"))
STORY = "Mijn verloskundige Fatima belde elke week. Ik dacht aan zelfmoord. Mail noor@example.org."


LINES = """element => {
  const name = document.createRange();
  name.selectNodeContents(element.firstChild);
  return name.getClientRects().length;
}"""


@pytest.fixture
def visitor(
    browser: Browser, live_server: Any, settings: Any, tmp_path: Path, browser_context_args: dict[str, Any]
) -> Iterator[Open]:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    settings.LEAVE_URL = "/landelijk/"
    MunicipalityFactory(name="Zutphen")
    with readers(browser, browser_context_args, live_server.url) as make:
        yield make


def no_faults(page: Page, heading: str) -> None:
    expect(page.locator("h1")).to_have_text(heading)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (heading, width, scheme)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def with_fault(page: Page, button: str, heading: str) -> None:
    """Pressed too early: the page says so, the first thing that is read, and leads to the field."""
    press(page, button)
    expect(page).to_have_title(re.compile("^Fout: "))
    no_faults(page, heading)
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.matches('input, textarea, select')")


def begin(page: Page) -> None:
    page.get_by_label("Ouder", exact=True).check()
    page.get_by_role("group", name="Bent u 16 jaar of ouder?").get_by_label("Ja").check()
    page.get_by_label("Bewaar wat ik typ, hooguit 7 dagen").check()
    press(page, "Begin")


def tell(page: Page) -> str:
    """From the list of stories until the story is written; gives the code."""
    page.get_by_role("link", name="Vertel uw verhaal").first.click()
    no_faults(page, "Vertel uw verhaal")
    with_fault(page, "Begin", "Vertel uw verhaal")
    begin(page)
    no_faults(page, "Hiermee kunt u later verder")
    code = page.locator("#code").inner_text()
    page.get_by_role("link", name="Verder").click()
    with_fault(page, "Bewaar en ga verder", "Uw verhaal")
    page.get_by_label("Uw verhaal").fill(STORY)
    press(page, "Bewaar en ga verder")
    return code


def answer_the_steps(page: Page) -> None:
    """What it means, where, without a picture, and what may be done with it."""
    no_faults(page, "Wat het voor u betekent")
    page.get_by_label("Moe", exact=True).check()
    press(page, "Bewaar en ga verder")
    expect(page.locator("select")).to_have_count(2)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("group", name="Hoe precies").get_by_label("Mijn gemeente").check()
    expect(page.get_by_role("combobox")).to_have_accessible_name("Mijn gemeente")
    with_fault(page, "Bewaar en ga verder", "Waar het was")
    page.get_by_role("combobox", name="Mijn gemeente").select_option("Zutphen")
    press(page, "Bewaar en ga verder")
    page.get_by_text("Een foto erbij doen").click()
    with_fault(page, "Voeg deze foto toe", "Een foto")
    page.get_by_role("link", name="Verder zonder foto").click()
    with_fault(page, "Bewaar en ga verder", "Wat wij mogen doen")
    page.get_by_label("De redactie mag mijn verhaal lezen.").check()
    page.get_by_label("Mijn verhaal mag op deze site staan.").check()
    no_faults(page, "Wat wij mogen doen")
    press(page, "Bewaar en ga verder")


def read_back_and_send(page: Page) -> None:
    expect(page.get_by_role("heading", name="Heeft u nu hulp nodig?")).to_be_visible()
    no_faults(page, "Nakijken en versturen")
    page.get_by_label("naam", exact=False).first.fill("mijn verloskundige")
    press(page, "Pas dit aan in mijn verhaal")
    page.wait_for_function("document.querySelector('[data-sum][name=altcha]').value !== ''")
    press(page, "Verstuur uw verhaal")
    no_faults(page, "Dank u wel")


def open_from_the_list(editor: Reader) -> Page:
    editor.visit("/redactie/verhalen/", heading="Inzendingen")
    editor.page.get_by_role("link", name="Ouder, Zutphen").click()
    expect(editor.page.locator("h1")).to_have_text("Ouder, Zutphen")
    return editor.page


def edit_the_text(editor: Reader) -> None:
    """The first editor: a question, and the text as it could stand on the site."""
    page = open_from_the_list(editor)
    page.get_by_label("Uw vraag aan de verteller").fill("Mag de plaats erbij?")
    press(page, "Stel deze vraag")
    expect(page.get_by_text("Uw vraag staat klaar")).to_be_visible()
    page.get_by_label("Titel").fill("Elke week gebeld")
    page.locator("#id_tekst-text").fill("Mijn verloskundige belde elke week.")
    press(page, "Leg voor aan de verteller")
    expect(page.get_by_text("De tekst ligt nu bij de verteller.")).to_be_visible()


def check_and_publish(editor: Reader) -> None:
    """The second editor: the whole list of what is looked at, and the site."""
    page = open_from_the_list(editor)
    press(page, "Deze tekst mag op de site")
    expect(page).to_have_title(re.compile("^Fout: "))
    for box in page.get_by_role("group", name="Ik heb gekeken").get_by_role("checkbox").all():
        box.check()
    press(page, "Deze tekst mag op de site")
    press(page, "Zet op de site")
    expect(page).to_have_title(re.compile("^Fout: "))
    page.get_by_label("Plaats het verhaal toch zo").check()
    press(page, "Zet op de site")
    expect(page.get_by_text("Het verhaal staat op de site").first).to_be_visible()


def answer_the_editors(page: Page, code: str) -> None:
    """On another phone, with the code, after a typing error."""
    page.get_by_label("Uw code").fill("verkeerd")
    with_fault(page, "Open", "Vul uw code in")
    page.get_by_label("Uw code").fill(code.lower())
    press(page, "Open")
    page.get_by_text("Wat is er veranderd?").click()
    no_faults(page, "Uw verhaal")
    page.get_by_label("Uw bericht").fill("Ja, dat mag.")
    press(page, "Verstuur")
    page.get_by_label("Ja, zo mag het").check()
    press(page, "Geef antwoord")
    expect(page.locator(".lead")).to_have_text("U zei ja. De redactie gaat uw verhaal plaatsen.")


def take_back(page: Page) -> None:
    with_fault(page, "Trek mijn verhaal in", "Uw verhaal")
    page.get_by_label("Ja, wis mijn verhaal.").check()
    press(page, "Trek mijn verhaal in")
    no_faults(page, "Uw verhaal is weg")


def test_the_whole_way_on_a_phone(visitor: Open, as_user: Callable[..., Reader]) -> None:
    someone = visitor(width=PHONE)
    someone.visit("/verhalen/", heading="Verhalen")
    code = tell(someone.page)
    answer_the_steps(someone.page)
    read_back_and_send(someone.page)
    row = Submission.objects.get()
    assert (row.state, row.urgent, "Fatima" in row.text) == (State.SENT, True, False)

    edit_the_text(as_user(national_editor()))
    other = visitor(width=PHONE)
    other.visit("/vertel/code/", heading="Vul uw code in")
    answer_the_editors(other.page, code)

    check_and_publish(as_user(national_editor()))
    story = StoryPage.objects.public().get()
    assert Client().get(story.url).status_code == 200
    other.page.reload()
    expect(other.page.get_by_role("link", name=story.title)).to_be_visible()
    take_back(other.page)
    assert Client().get(story.url).status_code == 410
    assert not Submission.objects.exists()


def test_a_no_of_the_editors_is_read_with_its_reason(visitor: Open) -> None:
    someone, key = visitor(width=PHONE), new_key()
    reason = "Uw zus is te herkennen, en zij weet het niet."
    row = sent(key)
    reviewing.decide(submission=row, editor=an_editor(), outcome=Outcome.DECLINE, checklist={}, reason=reason)
    someone.visit("/vertel/code/", heading="Vul uw code in")
    someone.page.get_by_label("Uw code").fill(code_of(key))
    press(someone.page, "Open")
    expect(someone.page.get_by_role("region", name="Waarom uw verhaal niet geplaatst wordt")).to_contain_text(reason)
    no_faults(someone.page, "Uw verhaal")


def go_on_while_it_saves(page: Page) -> None:
    """A button is pressed when the site has kept what was typed, and the browser hasn't heard so: no other window."""
    under_way: list[Route] = []
    page.route("**/vertel/bewaren/", lambda route: under_way.append(route))
    page.get_by_label("Uw verhaal").fill("Nog niet af, of")
    page.clock.run_for(11_000)
    # The browser's news comes in while something is asked of it.
    assert eventually(lambda: bool(page.evaluate("true") and under_way))
    kept = under_way[0].fetch()
    page.get_by_label("Uw verhaal").fill("Nog niet af, nu wel")
    press(page, "Bewaar en ga verder")
    under_way[0].fulfill(response=kept)
    expect(page.locator("h1")).to_have_text("Wat het voor u betekent")


def test_it_saves_by_itself_and_leaving_closes_the_door(visitor: Open) -> None:
    someone = visitor(width=PHONE)
    page = someone.page
    page.clock.install()
    page.goto(f"{someone.address}/vertel/")
    begin(page)
    code = page.locator("#code").inner_text()
    page.get_by_role("link", name="Verder").click()
    page.get_by_label("Uw verhaal").fill("Nog niet af")
    page.clock.run_for(11_000)
    expect(page.locator("[data-saved]")).to_contain_text("Bewaard om")
    assert Submission.objects.get().text == "Nog niet af"
    go_on_while_it_saves(page)
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url("**/landelijk/")
    page.goto(f"{someone.address}/vertel/stap/verhaal/")
    expect(page.locator("h1")).to_have_text("Vul uw code in")
    page.get_by_label("Uw code").fill(code)
    press(page, "Open")
    expect(page.locator(".told")).to_have_text("Nog niet af, nu wel")


def test_from_right_to_left_everything_fits_as_well(visitor: Open) -> None:
    someone = visitor(width=PHONE)
    someone.visit("/vertel/?taal=ar", heading="احكِ قصتك")
    no_faults(someone.page, "احكِ قصتك")
    press(someone.page, "ابدأ")
    expect(someone.page).to_have_title(re.compile("^خطأ: "))
    no_faults(someone.page, "احكِ قصتك")


def test_help_at_the_foot_of_each_page_looks_like_what_opens(visitor: Open) -> None:
    someone = visitor(width=PHONE)
    someone.visit("/vertel/", heading="Vertel uw verhaal")
    opener = someone.page.locator("footer summary")
    expect(opener).to_have_css("text-decoration-line", "underline")
    opener.click()
    expect(someone.page.get_by_role("contentinfo").get_by_role("link", name="0800-0113")).to_be_visible()
    no_faults(someone.page, "Vertel uw verhaal")


def test_in_each_language_no_word_of_the_name_of_the_site_is_broken(visitor: Open) -> None:
    someone = visitor(width=320)
    for language in LANGUAGES:
        someone.page.goto(f"{someone.address}/vertel/?taal={language}")
        lines = someone.page.locator(".brand span").evaluate(LINES)
        assert lines <= len(["Kansrijke", "Start"]), language


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_alone_with_and_without_scripts(scripts: bool, visitor: Open) -> None:
    someone = visitor(width=320, scripts=scripts)
    page = someone.page
    page.goto(f"{someone.address}/vertel/")
    for label in ("Ouder", "Ja"):
        tab_to(page, label)
        page.keyboard.press("Space")
    tab_to(page, "Bewaar wat ik typ")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hiermee kunt u later verder")
    tab_to(page, "Verder")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Uw verhaal")
    tab_to(page, "Uw verhaal")
    page.keyboard.type("Met de toetsen")
    tab_to(page, "Bewaar en ga verder")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Wat het voor u betekent")
    assert Submission.objects.get().text == "Met de toetsen"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has focus begins with this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        said = page.evaluate("(e => (e.labels?.[0] ?? e).innerText.trim())(document.activeElement)")
        if said.startswith(name):
            return
    raise AssertionError(f"niet te bereiken met Tab: {name}")
