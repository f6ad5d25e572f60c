"""A small site, and browsers that watch while they read: what breaks the policy or leaves the host fails the test."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.e2e import little_site
from tests.e2e.little_site import LittleSite
from tests.pristine import fill_memory, keep_memory, put_back

HEIGHT = 900
PATIENCE = 30.0
"""Seconds for a request that is still on its way when its browser is closed: generous, for busy machines."""

NO_FAULT = (
    "Failed to load resource", "Response Status Error", "htmx:afterRequest", "htmx:sendAbort", "htmx:sendError",
    "axe.run results",
)  # fmt: skip
"""A status of 400 and up, a request that a newer one replaced, or what Wagtail's checks of a text found, is a line in
the console too; tests look at those."""


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
        if message.type == "error" and not message.text.startswith(NO_FAULT):
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
        return self.path_of(self.page.url)

    def path_of(self, url: str) -> str:
        return url.removeprefix(self.address)


@dataclass(frozen=True)
class Served:
    """The small site and where it is."""

    site: LittleSite
    url: str


@contextmanager
def _serving() -> Iterator[str]:
    server = LiveServer("localhost")
    with server._live_server_modified_settings:
        yield server.url
    server.stop()


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], LittleSite]:
    """Puts the small site in the database. It is made once per process: seconds of computing that eight modules ask."""
    copy = os.fspath(tmp_path_factory.mktemp("small") / "site.sqlite3")
    made: list[LittleSite] = []

    def put() -> LittleSite:
        if made and connection.vendor == "sqlite":
            fill_memory(connection.connection, copy)
        else:
            made[:] = [little_site.build()]
            if connection.vendor == "sqlite":
                keep_memory(connection.connection, copy)
        return deepcopy(made[0])

    return put


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    small_site: Callable[[], LittleSite],
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[Served]:
    """The small site with the database engine, the same for the tests of a module: they only read."""
    # Without one marked test pytest-django makes no test database, and this would empty the real one.
    assert all(item.get_closest_marker("django_db") for item in request.session.items if "served" in item.fixturenames)
    media = os.fspath(tmp_path_factory.getbasetemp() / "media")  # where tests/conftest.py has it for each test
    with django_db_blocker.unblock(), override_settings(OPENSEARCH_URL="", MEDIA_ROOT=media):
        connection.ensure_connection()
        site = small_site()
        with _serving() as url:
            yield Served(site, url)
        if not put_back():
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def site(served: Served) -> LittleSite:
    return served.site


Open = Callable[..., Reader]


@contextmanager
def readers(browser: Browser, arguments: dict[str, Any], address: str) -> Iterator[Open]:
    """Gives what makes readers. When the last one has left, nothing forbidden was seen."""
    watch = Watch(urlsplit(address).netloc)
    contexts: list[BrowserContext] = []

    def make(*, width: int = 1280, dark: bool = False, scripts: bool = True) -> Reader:
        context = browser.new_context(
            **arguments,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch.follow(context)
        return Reader(context.new_page(), address)

    yield make
    for context in contexts:
        context.close()
    _last_requests_end()
    assert watch.seen == []


def _last_requests_end() -> None:
    """Wait for what servers still do for browsers that left: they share the database that is put back next.

    All of them: a test that has readers of two servers leaves them together.
    """
    for thread in threading.enumerate():
        if thread.name.endswith("(process_request_thread)"):
            thread.join(PATIENCE)
            assert not thread.is_alive(), "een verzoek van een gesloten browser bleef lopen"


@pytest.fixture
def reader(browser: Browser, served: Served, browser_context_args: dict[str, Any]) -> Iterator[Open]:
    """Makes readers of the small site: `reader(width=360, dark=True, scripts=False)`."""
    with readers(browser, browser_context_args, served.url) as make:
        yield make


@pytest.fixture
def visitor(browser: Browser, live_server: Any, browser_context_args: dict[str, Any]) -> Iterator[Open]:
    """Makes readers of a site that the test itself fills."""
    with readers(browser, browser_context_args, live_server.url) as make:
        yield make


@pytest.fixture
def as_user(visitor: Open) -> Callable[..., Reader]:
    """A browser in which a user has logged in."""

    def make(user: User, **looks: Any) -> Reader:
        client = Client()
        client.force_login(user)
        someone = visitor(**looks)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        named = {"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": someone.address}
        someone.page.context.add_cookies([named])
        return someone

    return make
