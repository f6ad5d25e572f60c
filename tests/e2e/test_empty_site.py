"""A site on its first day: no coalitions, approaches, stories or themes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.axe import faults
from tests.e2e.conftest import Open, readers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def first_reader(
    browser: Browser, live_server: Any, browser_context_args: dict[str, Any], settings: Any
) -> Iterator[Open]:
    settings.OPENSEARCH_URL = ""
    with readers(browser, browser_context_args, live_server.url) as make:
        yield make


def test_an_empty_site_has_no_faults_and_no_empty_sections(first_reader: Open) -> None:
    someone = first_reader()
    for path, heading in (
        ("/", "Wat werkt in de eerste 1000 dagen?"),
        ("/coalities/", "Coalities"),
        ("/verhalen/", "Verhalen"),
        ("/landelijk/", "Landelijk"),
        ("/themas/", "Thema’s"),
        ("/zoeken/", "Zoek een aanpak of verhaal"),
    ):
        someone.visit(path, heading=heading)
        assert faults(someone.page) == [], path
        assert someone.page.locator("main :is(ul, ol, .grid):not(:has(*))").count() == 0, path
