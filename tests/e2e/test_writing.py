"""Writing an approach in a real browser: drafts that save themselves, and the button that submits."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TITLE = "Samen naar de bibliotheek"


@pytest.fixture
def coalition(db: None) -> CoalitionPage:
    return CoalitionPageFactory(title="Zaanstad", slug="zaanstad")


@pytest.fixture
def editor_of_member(
    browser: Browser, live_server: Any, settings: Any, coalition: CoalitionPage
) -> Iterator[Callable[[], Page]]:
    """Opens the form of a new approach as a member of the coalition."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 1000
    coordinator_of(coalition)
    client = Client()
    client.force_login(member_of(coalition))
    context = browser.new_context(locale="nl-NL")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    def open_form() -> Page:
        page = context.new_page()
        page.on("console", lambda m: print("CONSOLE", m.text))
        page.on("request", lambda r: print("REQ", r.method, r.url) if r.method == "POST" else None)
        page.on("response", lambda r: print("RESP", r.status, r.url) if r.request.method == "POST" else None)
        page.goto(f"{live_server.url}/admin/pages/add/approaches/approachpage/{coalition.pk}/")
        print(
            "OPENED",
            page.url,
            page.title(),
            page.locator("form[data-edit-form]").get_attribute("data-w-autosave-interval-value"),
        )
        return page

    yield open_form
    context.close()


def write(page: Page, field: str, text: str) -> None:
    """Type it, and wait until the draft has saved itself."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/preview/" not in answer.url):
        page.locator(f"[name={field}]").fill(text)


def submit(page: Page) -> None:
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Indienen bij de coördinator").click()


def add_block(page: Page, title: str) -> None:
    page.get_by_role("tab", name="Bouwstenen").click()
    page.get_by_role("button", name="Voeg Bouwsteen toe").click()
    page.locator("[name='building_blocks-0-title']").fill(title)


def test_who_wrote_while_drafts_saved_themselves_submits_without_a_quarrel(
    editor_of_member: Callable[[], Page],
) -> None:
    page = editor_of_member()
    write(page, "title", TITLE)
    expect(page.locator("#nog-te-vertellen")).to_contain_text("mist nog")
    write(page, "summary", "Ouders lopen samen naar de bibliotheek.")
    add_block(page, "Wandelen")
    submit(page)
    expect(page.locator(".messages")).to_contain_text("ingediend")
    approach = ApproachPage.objects.get()
    assert approach.workflow_in_progress
    draft = approach.get_latest_revision_as_object()
    assert [block.title for block in draft.building_blocks.all()] == ["Wandelen"]


def test_the_button_waits_for_a_draft_that_is_saving_itself(editor_of_member: Callable[[], Page]) -> None:
    page = editor_of_member()
    write(page, "title", TITLE)
    expect(page.locator("#nog-te-vertellen")).to_contain_text("mist nog")
    held: list[Any] = []
    page.route("**/edit/", lambda route: held.append(route) if not held else route.continue_())
    add_block(page, "Wandelen")
    page.wait_for_function("document.querySelector('#w-autosave-indicator').dataset.wAutosaveStateValue === 'saving'")
    submit(page)
    assert page.url.split("#")[0].endswith("/edit/")  # nothing was sent yet
    held[0].continue_()
    expect(page.locator(".messages")).to_contain_text("ingediend")
    draft = ApproachPage.objects.get().get_latest_revision_as_object()
    assert [block.title for block in draft.building_blocks.all()] == ["Wandelen"]
