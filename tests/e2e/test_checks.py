"""Beside the form: how much the writer wrote, and each place that could be plainer by its first words."""

import json
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Reader
from tests.factories.coalitions import CoalitionPageFactory, member_of
from tests.factories.stories import StoryPageFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LONG = " ".join(["Toen", "wij", "samen", "naar", "het", "loket", "liepen", "was", *["heel"] * 15, "dicht."])
OTHER = LONG.replace("Toen wij", "Later wij")
LONG_ENOUGH = PATIENCE * 1_000
"""Milliseconds for a preview, its page in a frame and a run of axe: more than playwright gives what is shown."""


def checks(someone: Reader, address: str) -> Page:
    someone.page.goto(f"{someone.address}{address}")
    someone.page.locator('[data-side-panel-toggle="checks"]').click()
    return someone.page


def test_it_counts_and_names_what_the_writer_wrote(as_user: Callable[..., Reader]) -> None:
    coalition = CoalitionPageFactory()
    body = json.dumps([{"type": "paragraph", "value": f"<p>{LONG} {OTHER}</p>"}])
    story = StoryPageFactory(parent=coalition, title="Het loket", summary="In één zin.", body=body)
    someone = as_user(member_of(coalition))
    page = checks(someone, reverse("wagtailadmin_pages:edit", args=[story.pk]))
    expect(page.locator("[data-words-written]")).to_have_text(f"{3 + 2 * 24} woorden", timeout=LONG_ENOUGH)
    named = page.locator("[data-checks-panel] [data-content-checker-selector-text]")
    expect(named).to_have_text(
        ["Toen wij samen naar het loket liepen was…", "Later wij samen naar het loket liepen was…"],
        timeout=LONG_ENOUGH,
    )

    page = checks(someone, reverse("wagtailadmin_pages:add", args=["stories", "storypage", coalition.pk]))
    expect(page.locator("iframe#w-preview-iframe")).to_be_attached(timeout=LONG_ENOUGH)
    expect(page.locator("[data-words-written]")).to_have_text("U hebt nog niets geschreven.", timeout=LONG_ENOUGH)
