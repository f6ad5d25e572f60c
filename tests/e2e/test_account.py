"""An account is made, kept and guarded in a real browser: faults are said, keys work, nothing breaks the policy."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.e2e.axe import faults
from tests.e2e.conftest import HEIGHT, Open, Reader
from tests.factories.accounts import app_of, code, publishers, recovery_codes_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADDRESS, PASSWORD = "schrijver@voorbeeld.test", "een lang wachtwoord"
LOOKS = ((1280, "light"), (1280, "dark"), (640, "light"), (320, "light"))


@pytest.fixture
def writer(settings: Any) -> User:
    """Somebody who may publish, where that takes a second factor."""
    settings.REQUIRE_MFA = True
    cache.clear()
    user = User.objects.create_user(ADDRESS, PASSWORD)
    user.groups.add(publishers())
    return user


def no_faults(page: Page, heading: str) -> None:
    """Wide, in the dark, at 200 % and on the smallest screen, axe has nothing against this page."""
    expect(page.locator("h1")).to_have_text(heading)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (heading, width, scheme)
    page.set_viewport_size({"width": 1280, "height": HEIGHT})


def log_in(someone: Reader, path: str = "/inloggen/") -> Page:
    page = someone.page
    page.goto(f"{someone.address}{path}")
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_signing_up_says_what_is_wrong_and_then_sends_a_link(scripts: bool, visitor: Open, mailoutbox: Any) -> None:
    someone = visitor(scripts=scripts)
    someone.visit("/account-maken/", heading="Account maken")
    page = someone.page
    press(page, "Maak mijn account")
    expect(page).to_have_title("Fout: Account maken – Kansrijke Start")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        ["Vul uw e-mailadres in.", "Kies een wachtwoord.", "Vul het wachtwoord nog een keer in."]
    )
    if scripts:
        no_faults(page, "Account maken")
    page.get_by_label("E-mailadres").fill(ADDRESS)
    for label in ("Wachtwoord", "Wachtwoord nog een keer"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    press(page, "Maak mijn account")
    expect(page.locator("h1")).to_have_text("Kijk in uw mail")
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    page.goto(link)
    if scripts:
        no_faults(page, "E-mailadres bevestigen")
    press(page, "Ja, dit is mijn adres")
    expect(page.get_by_role("status")).to_have_text("Uw e-mailadres is bevestigd.")
    log_in(someone)
    assert someone.path == "/"


@pytest.mark.parametrize("scripts", [True, False])
def test_who_publishes_sets_up_an_app_and_gets_in(scripts: bool, visitor: Open, writer: User) -> None:
    someone = visitor(scripts=scripts)
    page = log_in(someone, "/inloggen/?next=/admin/pages/")
    expect(page.locator("h1")).to_have_text("Tweede stap bij het inloggen")
    page.get_by_role("link", name="Stel een app in").click()
    secret = page.locator("code.secret").inner_text()
    expect(page.get_by_role("img", name="QR-code voor de app")).to_be_visible()
    page.get_by_label("Code uit de app").fill("000000")
    press(page, "Zet de tweede stap aan")
    expect(page).to_have_title("Fout: App instellen – Kansrijke Start")
    page.get_by_label("Code uit de app").fill(code(secret))
    press(page, "Zet de tweede stap aan")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    expect(page.locator(".codes li")).to_have_text(recovery_codes_of(writer))
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page.get_by_role("link", name="Naar het beheer")).to_have_attribute("href", "/admin/")


def test_no_page_of_the_second_step_has_faults(visitor: Open, writer: User) -> None:
    app_of(writer)
    someone = visitor()
    page = log_in(someone)
    no_faults(page, "Inloggen, tweede stap")
    page.get_by_label("Code").fill("000000")
    press(page, "Inloggen")
    expect(page).to_have_title("Fout: Inloggen, tweede stap – Kansrijke Start")
    no_faults(page, "Inloggen, tweede stap")
    page.get_by_label("Code").fill(code())
    press(page, "Inloggen")
    for path, heading in (
        ("/account/", "Mijn account"),
        ("/account/e-mailadres/", "E-mailadres veranderen"),
        ("/account/wachtwoord/", "Wachtwoord veranderen"),
        ("/account/bevestigen/code/", "Bent u het zelf?"),
        ("/account/tweede-stap/", "Tweede stap bij het inloggen"),
        ("/account/tweede-stap/app/weghalen/", "App weghalen"),
        ("/account/tweede-stap/sleutels/", "Sleutels"),
        ("/account/tweede-stap/sleutels/toevoegen/", "Sleutel toevoegen"),
        ("/account/tweede-stap/herstelcodes/", "Herstelcodes"),
        ("/account/tweede-stap/herstelcodes/nieuw/", "Nieuwe herstelcodes maken"),
    ):
        page.goto(f"{someone.address}{path}")
        no_faults(page, heading)
    page.goto(f"{someone.address}/account/wachtwoord/")
    press(page, "Bewaar mijn wachtwoord")
    expect(page).to_have_title(re.compile("^Fout:"))
    no_faults(page, "Wachtwoord veranderen")
    page.goto(f"{someone.address}/account/e-mailadres/")
    page.get_by_label("Nieuw e-mailadres").fill("nieuw@voorbeeld.test")
    press(page, "Stuur een link naar dit adres")
    no_faults(page, "E-mailadres veranderen")


def test_setting_up_has_no_faults(visitor: Open, writer: User) -> None:
    someone = visitor()
    page = log_in(someone, "/inloggen/?next=/admin/")
    no_faults(page, "Tweede stap bij het inloggen")
    page.get_by_role("link", name="Stel een app in").click()
    no_faults(page, "App instellen")
    press(page, "Zet de tweede stap aan")
    no_faults(page, "App instellen")


def test_the_own_password_is_asked_for_without_faults(visitor: Open, settings: Any) -> None:
    User.objects.create_user(ADDRESS, PASSWORD)
    someone = visitor()
    page = log_in(someone)
    page.goto(f"{someone.address}/account/bevestigen/?next=/account/")
    press(page, "Verder")
    expect(page).to_have_title(re.compile("^Fout:"))
    no_faults(page, "Bent u het zelf?")


def test_a_key_is_added_and_then_opens_the_door(visitor: Open, writer: User) -> None:
    someone = visitor()
    page = someone.page
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = kind | {"isUserVerified": True, "automaticPresenceSimulation": True}
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(someone, "/inloggen/?next=/admin/")
    page.get_by_role("link", name="Voeg een sleutel toe").click()
    expect(page.get_by_text("Een sleutel werkt alleen met JavaScript.")).to_be_hidden()
    page.get_by_label("Naam van de sleutel").fill("Mijn laptop")
    press(page, "Voeg deze sleutel toe")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    page.goto(f"{someone.address}/account/tweede-stap/sleutels/")
    expect(page.get_by_text("Mijn laptop", exact=True)).to_be_visible()
    no_faults(page, "Sleutels")
    key = writer.authenticator_set.get(type="webauthn")
    for path, heading in (("naam", "Sleutel een naam geven"), ("weghalen", "Sleutel weghalen")):
        page.goto(f"{someone.address}/account/tweede-stap/sleutels/{key.pk}/{path}/")
        no_faults(page, heading)
    page.goto(f"{someone.address}/account/")
    press(page, "Uitloggen")
    log_in(someone, "/inloggen/?next=/account/")
    no_faults(page, "Inloggen, tweede stap")
    press(page, "Gebruik mijn sleutel")
    expect(page.locator("h1")).to_have_text("Mijn account")
    page.goto(f"{someone.address}/account/bevestigen/sleutel/?next=/account/tweede-stap/")
    no_faults(page, "Bent u het zelf?")
    press(page, "Gebruik mijn sleutel")
    expect(page.locator("h1")).to_have_text("Tweede stap bij het inloggen")


def test_a_key_that_does_not_work_is_said(visitor: Open, writer: User) -> None:
    someone = visitor()
    page = log_in(someone, "/inloggen/?next=/admin/")
    page.get_by_role("link", name="Voeg een sleutel toe").click()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new DOMException('nee')) }")
    press(page, "Voeg deze sleutel toe")
    expect(page.get_by_role("alert")).to_contain_text("Het lukte niet met de sleutel.")
    no_faults(page, "Sleutel toevoegen")


def test_without_scripts_a_key_is_explained(visitor: Open, writer: User) -> None:
    someone = visitor(scripts=False)
    page = log_in(someone, "/inloggen/?next=/admin/")
    page.get_by_role("link", name="Voeg een sleutel toe").click()
    expect(page.get_by_text("Een sleutel werkt alleen met JavaScript.")).to_be_visible()
    expect(page.get_by_role("button", name="Voeg deze sleutel toe")).to_be_hidden()


def test_too_many_tries_are_told_without_faults(visitor: Open) -> None:
    someone = visitor()
    for _ in range(10):
        Client().post("/inloggen/", {"username": ADDRESS, "password": "geraden"})
    page = log_in(someone)
    no_faults(page, "Even wachten")
