"""Fixtures for all tests: the engine, the browser, and a media folder of one's own.

What this machine can't run is skipped aloud, and fails when CI=true: there nothing may go missing.
"""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase, override_settings

from core.remembered import Remembered
from devtools.browser import installed_browser, launch_arguments
from search.node.launch import LocalNode, NodeUnavailable
from search.vocabulary import version
from tests.pristine import fill_memory, put_back_after_commits

COMMITTING_FIXTURES = {"transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "live_server"}
DATABASE_FIXTURES = {"db", *COMMITTING_FIXTURES}
USUAL = gc.get_threshold()
WHOLE_SITES = "tests/thread/"


def unavailable(reason: str) -> None:
    """Skip the test with this reason; under CI=true fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (onder CI=true mag dat niet)", pytrace=False)
    pytest.skip(reason)


def pytest_configure(config: pytest.Config) -> None:
    # Playwright's event loop runs in the thread of the tests; Django then refuses the ORM there.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    # A deadline per example judges how busy the machine is, not the code.
    hypothesis.settings.register_profile("suite", deadline=None)
    hypothesis.settings.load_profile("suite")
    put_back_after_commits()
    # While the tests are read nearly nothing is rubbish: looking for it took a third of that time. Who shares them out
    # reads none.
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        gc.disable()


def pytest_collection_finish() -> None:
    # What is loaded by now stays until the end: to look through it for rubbish each time took a tenth of the run.
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ONLY_DATABASE_TESTS set (leg 2) only what touches the database runs again, of what is alike one.

    And in whatever order: tests that really commit come last, since the flush after them leaves a database
    with the pages of a new site in it, not an empty one. Those that start a whole site come first: each takes a
    minute or more, and at the end one process would wait for the other.
    """
    items.sort(key=lambda item: (not item.nodeid.startswith(WHOLE_SITES), commits(item)))
    if not os.environ.get("ONLY_DATABASE_TESTS"):
        return
    chosen = one_of_each([item for item in items if uses_database(item)])
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def one_of_each(items: list[pytest.Item]) -> list[pytest.Item]:
    """One example of each test, and one test of each class or file about a screen; all that say `every_example`.

    Further examples vary what is asked, not what is asked of the database: `every_example` says of which input that
    isn't true. A screen asks what its services ask, whose tests all run.
    """
    seen: set[str] = set()
    kept = []
    for item in items:
        alike = item.parent.nodeid if asks_a_screen(item) and item.parent else item.nodeid.partition("[")[0]
        if alike not in seen or item.get_closest_marker("every_example"):
            kept.append(item)
        seen.add(alike)
    return kept


def asks_a_screen(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ())


def commits(item: pytest.Item) -> bool:
    """Whether the test runs without the transaction that is rolled back after it."""
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    if COMMITTING_FIXTURES & set(getattr(item, "fixturenames", ())):
        return True
    case = getattr(item, "cls", None) or object
    return issubclass(case, TransactionTestCase) and not issubclass(case, TestCase)


def uses_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres"):
        return True
    if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
        return True
    return issubclass(getattr(item, "cls", None) or object, TransactionTestCase)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """On SQLite the migrated template, where the run made one, is copied into the memory that the tests use.

    PostgreSQL copies its own: CREATE DATABASE ... TEMPLATE. Without a template every process migrates.
    """
    template = connection.settings_dict["TEST"].get("TEMPLATE")
    if connection.vendor != "sqlite" or not template:
        yield
        return
    # Open until the end: the memory is gone with its last connection.
    with sqlite3.connect(connection.creation._get_test_db_name(), uri=True) as memory:
        fill_memory(memory, template)
        yield


@pytest.fixture(scope="class")
def class_content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For fixtures of class scope: what they make, all tests of the class find, and after the class it is gone.

    Each test still undoes what it changes itself. Not for a class with a test that commits.
    """
    with django_db_blocker.unblock(), _undone():
        yield


@pytest.fixture(scope="module")
def module_content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The same for fixtures of module scope. Not for a module with a test that commits."""
    with django_db_blocker.unblock(), _undone():
        yield


@contextmanager
def _undone() -> Iterator[None]:
    # The test before this had another database.
    version.watch.forget()
    Remembered.forget_everything()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tidy_memory() -> Iterator[None]:
    """Rubbish is looked for as often as in a process of the site: for tests of how much memory something takes."""
    rarely = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*rarely)


@pytest.fixture(autouse=True)
def _fresh_vocabulary() -> None:
    """A process looks for changes of editors every few seconds; a test sees those of its own database at once."""
    version.watch.forget()


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """A process remembers names for a minute; a test sees those of its own database."""
    Remembered.forget_everything()


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes a picture into the demo's folder, and what one tells and erases is no erasure of the demo."""
    base = tmp_path_factory.getbasetemp()
    with override_settings(
        MEDIA_ROOT=os.fspath(base / "media"), ERASURE_LOG=base / "erasure.log", STORY_FILES_ROOT=base / "stories"
    ):
        yield


@pytest.fixture(scope="session")
def opensearch_url() -> Iterator[str]:
    """The URL of a running OpenSearch node: that of the leg, else one started for this session."""
    if url := os.environ.get("OPENSEARCH_TEST_URL"):
        yield url
        return
    node = LocalNode()
    try:
        node.start()
    except NodeUnavailable as error:
        unavailable(f"geen OpenSearch-node: {error}")
    yield node.url
    node.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_type: Any) -> dict[str, Any]:
    """Drive the browser of this machine; else Playwright's own, if it was downloaded."""
    arguments = {**browser_type_launch_args, "args": launch_arguments()}
    if browser := installed_browser():
        arguments["executable_path"] = os.fspath(browser)
    elif not Path(browser_type.executable_path).exists():
        unavailable("geen browser: Chromium en Chrome ontbreken")
    return arguments


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
