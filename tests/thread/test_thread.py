"""The thread of the whole site: a coalition publishes, a professional finds, the engine fails, everything heals."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from exchange.demo.accounts import DEMO_ACCOUNTS
from tests.kept_demo import KeptDemo
from tests.thread.running_site import PATIENCE, RunningSite, eventually

TITLE = "Wandelen met wieg en wagen"
MEMBER = next(account for account in DEMO_ACCOUNTS if account.role == "coordinator")


@pytest.fixture
def demo(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> RunningSite:
    """The demo, served, with its worker."""
    KeptDemo.of_run(tmp_path_factory).put(site.folder)
    site.start_worker()
    site.start_web()
    eventually(site.index_is_equal, "de demo komt niet in de index")
    return site


def reload_until(page: Page, url: str, holds: Callable[[], bool], what: str) -> None:
    def look() -> bool:
        page.goto(url)
        return holds()

    eventually(look, what)


@pytest.mark.e2e
def test_published_found_engine_stopped_found_healed(demo: RunningSite, page: Page) -> None:
    page.set_default_timeout(PATIENCE * 1_000)
    search = f"{demo.url}/zoeken/?q=wieg+wagen"

    # A coalition member logs in, lands on what waits for them, and goes on to their own coalition.
    page.goto(f"{demo.url}/inloggen/")
    page.get_by_label("E-mailadres").fill(MEMBER.email)
    page.get_by_label("Wachtwoord").fill(MEMBER.password)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Coalitie Zaanstad").first.click()
    expect(page.get_by_role("heading", name="Coalitie Zaanstad").first).to_be_visible()

    # They write an approach; it keeps itself while they write, and pressing a button then is no quarrel with oneself.
    coalition = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.goto(f"{demo.url}/admin/pages/add/approaches/approachpage/{coalition}/")
    page.locator("#id_title").fill(TITLE)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/admin/pages/" in answer.url) as kept:
        page.locator("#id_summary").fill("Jonge ouders lopen elke week samen door de wijk.")
    assert kept.value.json()["success"]
    page.locator("#id_summary").fill("Jonge ouders lopen elke week samen door de wijk, met de wagen.")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 302):
        page.get_by_role("button", name="Publiceren").click()
    said = page.get_by_text("is gepubliceerd").or_(page.get_by_text("gepubliceerd").first).first
    expect(said).to_be_visible(timeout=PATIENCE * 1_000)  # a page's own patience is for actions alone

    # A professional elsewhere, not logged in, finds it in the engine.
    page.context.clear_cookies()
    hit = page.get_by_role("link", name=TITLE)
    notice = page.get_by_text("zoekmachine is even niet bereikbaar")
    reload_until(page, search, lambda: hit.count() > 0 and notice.count() == 0, "niet gevonden na publiceren")

    # The engine stops: the page still answers, from the database, and says so.
    assert demo.node is not None
    demo.node.stop()
    page.goto(search)
    expect(hit).to_be_visible()
    expect(notice).to_be_visible()
    page.goto(demo.url)
    expect(page.get_by_role("search").first).to_be_visible()
    assert demo.status("/readyz") == 503

    # It comes back, and everything heals without a hand.
    demo.node.start()
    reload_until(page, search, lambda: hit.count() > 0 and notice.count() == 0, "zoekt nog zonder zoekmachine")
    eventually(demo.index_is_equal, "de index is niet gelijk")
    assert demo.status("/readyz") == 200
