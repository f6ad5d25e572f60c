"""A small site, and browsers that watch while they read: what breaks the policy or leaves the host fails the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.e2e import little_site
from tests.e2e.little_site import LittleSite

HEIGHT = 900


@dataclass
class Watch:
    """What browsers saw that may not happen."""

    host: str
    seen: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.seen.append(f"fout in een script: {fault.error}"))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.netloc != self.host:
            self.seen.append(f"verzoek naar buiten: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 is a line in the console as well; the tests look at statuses themselves.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.seen.append(message.text)


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser."""

    page: Page
    address: str

    def visit(self, path: str, *, heading: str, status: int = 200) -> Response:
        """Go there. The status and the first heading are what is expected: else a test would judge an error page."""
        response = self.page.goto(f"{self.address}{path}")
        assert response is not None
        assert (response.status, self.page.locator("h1").inner_text()) == (status, heading)
        return response

    @property
    def path(self) -> str:
        """Where the reader is now, with the question."""
        return self.page.url.removeprefix(self.address)


@pytest.fixture
def site(live_server: Any, settings: Any) -> LittleSite:
    """The small site, searched by the database engine."""
    settings.OPENSEARCH_URL = ""
    return little_site.build()


@pytest.fixture
def watch(live_server: Any) -> Watch:
    return Watch(urlsplit(live_server.url).netloc)


@pytest.fixture
def reader(
    browser: Browser, live_server: Any, watch: Watch, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Reader]]:
    """Makes readers: `reader(width=360, dark=True, scripts=False)`. At the end nothing forbidden was seen."""
    contexts: list[BrowserContext] = []

    def make(*, width: int = 1280, dark: bool = False, scripts: bool = True, scale: int = 1) -> Reader:
        context = browser.new_context(
            **browser_context_args,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            device_scale_factor=scale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch.follow(context)
        return Reader(context.new_page(), live_server.url)

    yield make
    for context in contexts:
        context.close()
    assert watch.seen == []
