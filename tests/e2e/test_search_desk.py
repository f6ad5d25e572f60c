"""The editors' screens of the search: axe finds nothing, and trying a rule out needs no script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from search.models import AskedInVain, IndexEntry, VocabularyRule
from tests.e2e.axe import faults
from tests.e2e.conftest import HEIGHT, Reader
from tests.e2e.little_site import LONG_WORD
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import editor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LOOKS = ((1280, "light"), (1280, "dark"), (320, "light"))
SCREENS = {
    "/admin/redactie/zoeken/waarom/?q=zwaluwen": "Waarom deze volgorde",
    "/admin/redactie/zoeken/zonder-antwoord/": "Vragen zonder antwoord",
    f"/admin/redactie/zoeken/zonder-antwoord/oproep/?question={LONG_WORD}": f"Oproep {LONG_WORD}",
    "/admin/redactie/zoeken/index/": "Staat van de zoekindex",
}


@pytest.fixture
def editing(as_user: Callable[..., Reader]) -> Callable[..., Reader]:
    """The browser of an editor, with something to look at on every screen."""

    def make(**looks: Any) -> Reader:
        page = ApproachPageFactory(title=f"Zwaluwen {LONG_WORD}")
        ApproachPageFactory(title="Vinken")
        IndexEntry.objects.filter(type="approach", object_id=page.pk).update(attempts=9, error=f"bouwen: {LONG_WORD}")
        AskedInVain.objects.create(day=timezone.localdate(), question=LONG_WORD.lower(), corrected=LONG_WORD.lower())
        return as_user(editor(), **looks)

    return make


def check_everywhere(someone: Reader) -> None:
    for width, scheme in LOOKS:
        someone.page.set_viewport_size({"width": width, "height": HEIGHT})
        someone.page.emulate_media(color_scheme=scheme)
        assert faults(someone.page, within="main") == [], (someone.page.url, width, scheme)


def test_the_screens_have_no_faults(editing: Callable[..., Reader]) -> None:
    someone = editing()
    for path, heading in SCREENS.items():
        response = someone.page.goto(f"{someone.address}{path}")
        assert response is not None and response.status == 200
        assert " ".join(someone.page.locator("h1").inner_text().split()) == heading
        check_everywhere(someone)


def test_a_rule_is_tried_out_without_a_script_and_stored_after_it(editing: Callable[..., Reader]) -> None:
    someone = editing(scripts=False)
    page = someone.page
    page.goto(f"{someone.address}/admin/redactie/zoeken/woordenlijst/new/?kind=synonyms")
    page.get_by_label("Woorden die hetzelfde betekenen").fill("zwaluw\nvink")
    page.get_by_label("Probeer uit met een zoekvraag").fill("zwaluwen")
    page.get_by_role("button", name="Bekijk wat dit doet").click()
    expect(page.get_by_text("komt erbij")).to_have_count(1)
    assert not VocabularyRule.objects.exists()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Binnen een minuut zoekt iedereen ermee")).to_be_visible()
    assert VocabularyRule.objects.get().said == "zwaluw\nvink"


def test_the_preview_has_no_faults(editing: Callable[..., Reader]) -> None:
    someone = editing()
    page = someone.page
    page.goto(f"{someone.address}/admin/redactie/zoeken/woordenlijst/new/?kind=everyday&asked=zwaluwen")
    page.get_by_label("Wat dat ook betekent").fill("vink")
    page.get_by_role("button", name="Bekijk wat dit doet").click()
    expect(page.get_by_role("heading", name="Wat dit doet bij “zwaluwen”")).to_be_visible()
    check_everywhere(someone)
