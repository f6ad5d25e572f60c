"""The editors' way from the list to the site, in a browser: axe finds nothing in any state, and no script is needed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, expect

from accounts.models import User
from stories.models import CoalitionAnswer, Placing, Reply, StoryPage, Urgency
from stories.services import reviewing, telling
from stories.services.responding import Response, respond
from stories.services.telling import Told
from tests.e2e.axe import faults
from tests.e2e.conftest import HEIGHT, Open, Reader, readers
from tests.e2e.little_site import LONG_WORD
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.coalitions import editor as national_editor
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import ALL_YES, approved, draft, sent
from tests.factories.themes import ThemeFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

QUEUE = "/redactie/verhalen/"
LOOKS = ((1280, "light"), (1280, "dark"), (320, "light"))
STORY = f"Ik heet Fatima el Amrani.\n\nBel 06-12345678 over geldzorgen. {LONG_WORD * 3}"
LogIn = Callable[..., Reader]


@pytest.fixture
def visitor(
    browser: Browser, live_server: Any, settings: Any, tmp_path: Path, browser_context_args: dict[str, Any]
) -> Iterator[Open]:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    with readers(browser, browser_context_args, live_server.url) as make:
        yield make


@pytest.fixture
def log_in(visitor: Open) -> LogIn:
    """A browser in which a user has logged in."""

    def make(user: User, **looks: Any) -> Reader:
        client = Client()
        client.force_login(user)
        someone = visitor(**looks)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": someone.address}
        someone.page.context.add_cookies([cookie])
        return someone

    return make


def check_everywhere(someone: Reader) -> None:
    for width, scheme in LOOKS:
        someone.page.set_viewport_size({"width": width, "height": HEIGHT})
        someone.page.emulate_media(color_scheme=scheme)
        assert faults(someone.page) == [], (width, scheme)
        assert someone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, "scrolls sideways")


def test_from_the_list_to_the_site(log_in: LogIn) -> None:
    """Two editors and a teller: read, edited, approved, published. The second editor has no scripts."""
    ThemeFactory(name="Geldzorgen")
    place = MunicipalityFactory(name="Zaanstad", population=9_000, population_year=2024)
    urgent = draft()
    told = Told(
        title=LONG_WORD, text=STORY, placing=Placing.MUNICIPALITY, municipality=place, contact="x@voorbeeld.test"
    )
    telling.save_draft(submission=urgent, told=told)
    telling.choose_consent(submission=urgent, choices=ALL_YES)
    telling.send(submission=urgent, urgency=[Urgency.DANGER], slow=True)
    first, second = log_in(national_editor()), log_in(national_editor(), scripts=False)

    first.visit(QUEUE, heading="Inzendingen")
    check_everywhere(first)
    page = first.page
    page.get_by_role("link", name="Ouder, Zaanstad").click()
    expect(page.locator("mark.trace")).to_have_count(4)  # the two in the text, and in the list of what stands out
    page.get_by_text("Wat opvalt (2)").click()
    check_everywhere(first)

    page.get_by_label("Titel").fill("Een nacht")
    page.get_by_role("button", name="Kijk wat nog opvalt").click()
    expect(page.get_by_text("In uw tekst valt nog op")).to_be_visible()
    page.get_by_label("Titel").fill("")
    page.get_by_role("button", name="Leg voor aan de verteller").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_role("alert")).to_be_focused()
    check_everywhere(first)
    page.get_by_label("Titel").fill("Een nacht")
    page.locator("#id_tekst-text").fill("Het ging over geldzorgen.")
    page.get_by_role("button", name="Leg voor aan de verteller").click()
    expect(page.get_by_text("De tekst ligt nu bij de verteller.")).to_be_visible()

    proposal = reviewing.current_proposal(urgent)
    assert proposal is not None
    reviewing.answer_proposal(submission=urgent, proposal=proposal.pk, reply=Reply.YES)
    second.visit(f"{QUEUE}{urgent.uid}/", heading="Ouder, Zaanstad")
    for box in second.page.get_by_role("checkbox").all():
        box.check()
    second.page.get_by_role("button", name="Deze tekst mag op de site").click()
    second.page.get_by_label("Geldzorgen").check()
    second.page.get_by_role("button", name="Zet op de site").click()
    second.page.get_by_label("Plaats het verhaal toch zo").check()
    second.page.get_by_role("button", name="Zet op de site").click()
    expect(second.page.get_by_text("Het verhaal staat op de site").first).to_be_visible()
    assert StoryPage.objects.public().get().title == "Een nacht"
    first.visit(f"{QUEUE}{urgent.uid}/", heading="Ouder, Zaanstad")
    check_everywhere(first)


def test_a_coordinator_reads_what_is_shared(log_in: LogIn) -> None:
    coalition = CoalitionPageFactory(title=LONG_WORD, slug="ons")
    someone = log_in(coordinator_of(coalition))
    someone.visit("/coalitie/ons/gedeeld/", heading="Verhalen die met ons gedeeld zijn")
    expect(someone.page.get_by_text("Er zijn nu geen verhalen met uw coalitie gedeeld.")).to_be_visible()
    check_everywhere(someone)
    approved(sent(told=Told(text="Rauw.", coalition=coalition)), title=LONG_WORD, text=f"{LONG_WORD * 3}\n\nKort.")
    someone.page.reload()
    check_everywhere(someone)
    someone.page.get_by_role("link", name="Ouder, Nederland").click()
    expect(someone.page.locator("h1")).to_have_text("Een verhaal dat met ons gedeeld is")
    check_everywhere(someone)


def test_an_empty_list_has_no_faults(log_in: LogIn) -> None:
    someone = log_in(national_editor())
    someone.visit(QUEUE, heading="Inzendingen")
    expect(someone.page.get_by_text("Hier wacht niets")).to_be_visible()
    check_everywhere(someone)


def test_a_story_is_entered_for_a_focus_group(log_in: LogIn) -> None:
    someone = log_in(national_editor())
    someone.visit(f"{QUEUE}focusgroepen/", heading="Focusgroepen")
    page = someone.page
    page.get_by_label("Datum").fill("2026-03-04")
    page.get_by_label("Waar").fill(LONG_WORD)
    page.get_by_label("Aantal deelnemers").fill("6")
    page.get_by_label("Gespreksleider").fill("Ilse")
    page.get_by_role("button", name="Maak aan").click()
    page.get_by_role("button", name="Voer in").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    check_everywhere(someone)
    page.get_by_label("Ouder", exact=True).check()
    page.get_by_label("De verteller is 16 jaar of ouder").check()
    page.locator("#id_text").fill("Iets.")
    page.get_by_label("Alleen Nederland").check()
    for answer in page.get_by_label("Ja", exact=True).all():
        answer.check()
    page.get_by_label("E-mail of telefoon").fill("06")
    page.get_by_label("Op welke dag gaf de verteller toestemming?").fill("2026-03-04")
    page.get_by_role("button", name="Voer in").click()
    expect(page.locator("h1")).to_have_text("Het verhaal is ingevoerd")
    check_everywhere(someone)
    someone.visit(f"{QUEUE}focusgroepen/", heading="Focusgroepen")
    check_everywhere(someone)


def test_a_coalition_answers_and_an_editor_checks_it(log_in: LogIn) -> None:
    coalition = CoalitionPageFactory(title=LONG_WORD, slug="lang")
    story = StoryPageFactory(parent=coalition, title="De nacht", voice="professional")
    user = coordinator_of(coalition)
    someone, checking = log_in(user), log_in(national_editor())
    someone.visit("/coalitie/lang/verhalen/", heading=f"Verhalen bij {LONG_WORD}")
    check_everywhere(someone)
    page = someone.page
    page.get_by_role("link", name="Reageer op De nacht").click()
    page.get_by_label("Veranderd", exact=True).check()
    page.get_by_role("button", name="Stuur naar de redactie").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    check_everywhere(someone)
    page.get_by_label("Wat is er veranderd").fill("Wij bellen terug.")
    page.get_by_label("Nog in geen aanpak").fill("Dit beschrijven wij nog.")
    page.get_by_role("button", name="Stuur naar de redactie").click()
    expect(page.get_by_text("Dank u wel.")).to_be_visible()
    respond(story=story, coalition=coalition, author=user, response=Response(CoalitionAnswer.THANKS, LONG_WORD))
    checking.visit(f"{QUEUE}reacties/", heading="Reacties van coalities")
    check_everywhere(checking)
    checking.page.get_by_role("button", name="Zet bij het verhaal").first.click()
    checking.visit(story.url, heading="De nacht")
    expect(checking.page.get_by_text("Wij bellen terug.")).to_be_visible()
    check_everywhere(checking)
