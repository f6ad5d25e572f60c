"""Two coalitions, and quiet logs: a crawl asks thousands of times."""

import logging
from collections.abc import Iterator
from copy import deepcopy

import pytest

from search.api import build_due
from tests.isolation.nest import Nest, build


@pytest.fixture(scope="module")
def _built(module_content: None) -> Nest:
    nest = build()
    # A site whose worker has done nothing for a minute says of itself that it is not ready (/readyz).
    build_due()
    return nest


@pytest.fixture
def nest(_built: Nest, db: None) -> Nest:
    """Both coalitions. The rows are made once for all tests of a module, each of which undoes what it changes."""
    return deepcopy(_built)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _with_workflows(settings: pytest.FixtureRequest) -> None:
    """Wagtail's workflows have views of their own."""
    settings.WAGTAIL_WORKFLOW_ENABLED = True  # type: ignore[attr-defined]  # Django's settings
