"""Two coalitions, and quiet logs: a crawl asks thousands of times."""

import logging
from collections.abc import Iterator

import pytest

from tests.isolation.nest import Nest, build


@pytest.fixture
def nest(db: None) -> Nest:
    return build()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _with_workflows(settings: pytest.FixtureRequest) -> None:
    """Wagtail's workflows have views of their own."""
    settings.WAGTAIL_WORKFLOW_ENABLED = True  # type: ignore[attr-defined]  # Django's settings
