"""Something to read by the API."""

from typing import Any

import pytest

from approaches.models import ApproachPage
from search.indexer.build import build_due
from tests.factories.themes import ThemeFactory
from tests.search.content import approach, coalition


@pytest.fixture(scope="class")
def _published(class_content: None) -> int:
    made = approach(coalition(), "Muziek & tuinen", blocks=2, external_id="ext-1", content_date="2024-03")
    made.themes.add(ThemeFactory(name="Wonen", synonyms="Huis\nThuis", introduction="Over wonen."))
    made.save_revision().publish()
    build_due()
    return int(made.pk)


@pytest.fixture
def published(_published: int, db: None, settings: Any) -> ApproachPage:
    """A published approach with two building blocks, about a theme."""
    settings.OPENSEARCH_URL = ""
    return ApproachPage.objects.get(pk=_published)
