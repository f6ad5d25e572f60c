"""Keeping a search in a browser, without scripts too, and nothing that axe finds on the pages on the way."""

import re

import pytest
from playwright.sync_api import expect

from alerts.models import Frequency, SavedSearch
from mail.composing import compose
from mail.models import Message
from tests.e2e.axe import faults
from tests.e2e.conftest import Open
from tests.e2e.little_site import LittleSite
from tests.e2e.test_accessibility import check_everywhere
from tests.factories.alerts import kept

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]


@pytest.mark.parametrize("scripts", [True, False])
def test_from_results_to_a_kept_search(scripts: bool, site: LittleSite, reader: Open) -> None:
    someone = reader(scripts=scripts)
    page = someone.page
    someone.visit("/zoeken/?q=geldzorgen", heading="Zoek een aanpak of verhaal")
    page.get_by_text("Bewaar deze zoekvraag").click()
    page.get_by_role("link", name="Bewaar en houd mij op de hoogte").click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    page.get_by_label("E-mailadres").fill("iemand@voorbeeld.test")
    page.get_by_label("Elke dag").check()
    page.get_by_role("button", name="Bewaar").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kijk in uw e-mail"
    message = Message.objects.get()
    mail = compose(message.composer, message.payload)
    assert mail is not None
    (path,) = re.findall(r"http://[^/]+(/zoekvragen/\S+)", mail.body)
    someone.visit(path, heading="Bevestig uw zoekvraag")
    page.get_by_role("button", name="Ja, bewaar deze zoekvraag").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Uw zoekvraag is bewaard"
    search = SavedSearch.objects.active().get()
    someone.visit(f"/zoekvragen/{search.subscriber.key}/", heading="Mijn bewaarde zoekvragen")
    page.get_by_role("button", name="Liever elke week").click()
    assert page.get_by_text("U krijgt e-mail als er iets nieuws is: elke week, op maandag").is_visible()
    search.refresh_from_db()
    assert search.frequency == Frequency.WEEKLY


@pytest.mark.parametrize(
    ("path", "heading", "status"),
    [
        ("/zoeken/bewaren/?q=geldzorgen&theme=geldzorgen", "Bewaar deze zoekvraag", 200),
        ("/zoeken/bewaren/?q=???", "Bewaar deze zoekvraag", 200),
        ("/zoeken/bewaren/verstuurd/", "Kijk in uw e-mail", 200),
        ("/zoekvragen/bestaat-niet/", "Deze link werkt niet meer", 404),
        ("/zoeken/velden/", "Wat er in het CSV-bestand staat", 200),
        ("/api/v1/docs", "Open API", 200),
    ],
)
def test_a_fixed_address_has_no_faults(path: str, heading: str, status: int, site: LittleSite, reader: Open) -> None:
    check_everywhere(reader(), path, heading, status)


def test_the_pages_behind_the_links_of_a_mail_have_no_faults(site: LittleSite, reader: Open) -> None:
    search = kept("?q=geldzorgen&theme=geldzorgen")
    kept("?q=taal", paused=True)
    waiting = kept("?q=wonen", confirmed=None)
    key = search.subscriber.key
    someone = reader()
    check_everywhere(someone, f"/zoekvragen/{key}/", "Mijn bewaarde zoekvragen")
    check_everywhere(someone, f"/zoekvragen/{key}/{search.pk}/bevestigen/", "Uw zoekvraag is bewaard")
    check_everywhere(someone, f"/zoekvragen/{key}/{waiting.pk}/bevestigen/", "Bevestig uw zoekvraag")
    check_everywhere(someone, f"/zoekvragen/{key}/stoppen/", "Geen e-mail meer over uw zoekvragen")
    someone.page.get_by_role("button", name="Stop met e-mail").click()
    assert someone.page.get_by_role("heading", level=1).inner_text() == "U krijgt geen e-mail meer"
    assert faults(someone.page) == []


def test_the_ways_to_keep_results_have_no_faults_when_open(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit("/zoeken/?q=geldzorgen", heading="Zoek een aanpak of verhaal")
    someone.page.get_by_text("Bewaar deze zoekvraag").click()
    assert someone.page.get_by_role("link", name="RSS").is_visible()
    assert faults(someone.page) == []
