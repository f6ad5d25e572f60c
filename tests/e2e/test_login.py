"""Logging in: faults are said in the title, in a list of links, and at the fields; what was typed stays."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.models import User
from tests.e2e.axe import faults
from tests.e2e.conftest import Open, readers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADDRESS, PASSWORD = "lid@voorbeeld.test", "een lang wachtwoord"


@pytest.fixture
def visitor(browser: Browser, live_server: Any, browser_context_args: dict[str, Any]) -> Iterator[Open]:
    User.objects.create_user(ADDRESS, PASSWORD)
    with readers(browser, browser_context_args, live_server.url) as make:
        yield make


@pytest.mark.parametrize("scripts", [True, False])
def test_an_empty_form_comes_back_with_its_faults(scripts: bool, visitor: Open) -> None:
    someone = visitor(scripts=scripts)
    someone.visit("/inloggen/", heading="Inloggen")
    page = someone.page
    page.get_by_role("button", name="Inloggen").click()
    expect(page).to_have_title("Fout: Inloggen – Kansrijke Start")
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_text(["Vul uw e-mailadres in.", "Vul uw wachtwoord in."])
    for label in ("E-mailadres", "Wachtwoord"):
        field = page.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description("Fout: Vul uw " + label.lower() + " in.")
    if scripts:
        expect(summary).to_be_focused()
        assert faults(page) == []
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#id_username")


def test_a_refused_login_keeps_the_address_and_marks_both_fields(visitor: Open) -> None:
    someone = visitor(width=320)
    someone.visit("/inloggen/", heading="Inloggen")
    page = someone.page
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_label("Wachtwoord").fill("iets anders")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.get_by_label("E-mailadres")).to_have_value(ADDRESS)
    assert page.locator('[aria-invalid="true"]').count() == 2
    assert faults(page) == []


def test_the_right_password_leads_on_by_keyboard_alone(visitor: Open) -> None:
    someone = visitor()
    someone.visit("/inloggen/?next=/themas/", heading="Inloggen")
    page = someone.page
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thema’s")
