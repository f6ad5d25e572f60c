"""A writer whose session ends while a form is open is told so, keeps what they typed, and saves it after a login."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from approaches.models import ApproachPage
from tests.e2e.conftest import Reader
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADDRESS, PASSWORD = "coordinator@voorbeeld.test", "een lang wachtwoord"
TITLE = "Belroute voor jonge ouders"
SESSION, ALL = settings.SESSION_COOKIE_NAME, None


@pytest.fixture
def form(as_user: Callable[..., Reader]) -> Page:
    coalition = CoalitionPageFactory(title="Zaanstad")
    approach = ApproachPageFactory(parent=coalition, title="Belroute", live=False)
    someone = as_user(coordinator_of(coalition, email=ADDRESS, password=PASSWORD))
    someone.page.goto(f"{someone.address}{reverse('wagtailadmin_pages:edit', args=[approach.pk])}")
    return someone.page


@pytest.mark.parametrize("gone", [SESSION, ALL])
def test_a_button_stays_on_the_page_and_saves_after_a_login_in_another_tab(gone: str | None, form: Page) -> None:
    form.context.clear_cookies(name=gone)
    form.locator("#id_title").fill(TITLE)
    press_save(form)
    told = form.locator(".footer__save-warning")
    told.get_by_text("U bent uitgelogd").wait_for()
    expect(form.locator("#id_title")).to_have_value(TITLE)

    with form.context.expect_page() as opened:
        told.get_by_role("link", name="Log in in een nieuw tabblad").click()
    log_in(opened.value)
    with form.expect_response(lambda answer: is_kept(answer) and answer.status == 302):
        press_save(form)
    assert newest_title() == TITLE


@pytest.mark.parametrize("gone", [SESSION, ALL])
def test_a_draft_that_saves_itself_says_so_too_and_a_button_keeps_it_after_the_login(
    gone: str | None, form: Page
) -> None:
    form.context.clear_cookies(name=gone)
    form.locator("#id_title").fill("Belroutes")
    told = form.locator(".footer__save-warning")
    told.get_by_text("U bent uitgelogd").wait_for()
    expect(told).not_to_contain_text("serverfout")

    with form.context.expect_page() as opened:
        told.get_by_role("link", name="Log in in een nieuw tabblad").click()
    log_in(opened.value)
    form.locator("#id_title").fill(TITLE)
    # What saves itself may still be at it with the words and the token of before; the button waits for that.
    with form.expect_response(lambda answer: is_kept(answer) and answer.status == 302):
        press_save(form)
    assert newest_title() == TITLE


def is_kept(answer: Response) -> bool:
    return answer.request.method == "POST" and "/edit/" in answer.url


def press_save(form: Page) -> None:
    form.get_by_role("button", name="Bewaar concept").click()


def log_in(tab: Page) -> None:
    tab.get_by_label("E-mailadres").fill(ADDRESS)
    tab.get_by_label("Wachtwoord").fill(PASSWORD)
    tab.get_by_role("button", name="Inloggen").click()
    tab.wait_for_url(re.compile("^[^?]*/admin/$"))


def newest_title() -> str:
    return ApproachPage.objects.get().get_latest_revision_as_object().title
