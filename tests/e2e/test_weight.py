"""What a page weighs, and that the watch on policy and hosts sees something when there is something."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Request

from tests.e2e.conftest import Open, Served, readers
from tests.e2e.little_site import LittleSite

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

PAGE, SCRIPTS = 100_000, 30_000
"""Bytes on the wire: a page without its pictures, and its scripts alone."""


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "Wat werkt in de eerste 1000 dagen?"),
        ("/zoeken/?q=geldzorgen", "Zoek een aanpak of verhaal"),
        ("/verhalen/", "Verhalen"),
        ("/instrumenten/", "Instrumenten"),
        ("/instrumenten/nu-niet-zwanger/", "Nu Niet Zwanger"),
        ("/ondersteuning/", "Ondersteuning"),
        ("/account-maken/", "Account maken"),
        ("approach", "Geldzorgen ter sprake bij het eerste consult"),
        ("story", "“Ik durfde de post niet meer open te maken”"),
    ],
)
def test_a_page_is_light(path: str, heading: str, site: LittleSite, reader: Open) -> None:
    someone = reader()
    requests: list[Request] = []
    someone.page.on("requestfinished", lambda request: requests.append(request))
    someone.visit(path if path.startswith("/") else getattr(site, path).url, heading=heading)
    someone.page.wait_for_load_state("networkidle")
    loaded = [someone.path_of(request.url) for request in requests if request.resource_type != "image"]
    weights = {path: weight_of(path) for path in loaded}
    scripts = sum(weight for url, weight in weights.items() if url.endswith(".js"))
    assert len([url for url in weights if url.endswith(".css")]) > 3, "de stijlbladen zijn niet meegeteld"
    assert sum(weights.values()) <= PAGE, weights
    assert scripts <= SCRIPTS, weights


def weight_of(path: str) -> int:
    """Through all middleware, as a real server sends it: the test server hands out static files itself, unpacked."""
    response = Client().get(path, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    return len(b"".join(response.streaming_content) if response.streaming else response.content)


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("fetch('https://elders.voorbeeld.test/').catch(() => null)", "elders.voorbeeld.test"),
    ],
)
def test_the_watch_sees_what_is_forbidden(
    doing: str, said: str, browser: Browser, served: Served, browser_context_args: dict[str, Any]
) -> None:
    with pytest.raises(AssertionError, match=said), readers(browser, browser_context_args, served.url) as make:
        someone = make()
        someone.visit("/", heading="Wat werkt in de eerste 1000 dagen?")
        someone.page.evaluate(doing)
        someone.page.wait_for_load_state("networkidle")
