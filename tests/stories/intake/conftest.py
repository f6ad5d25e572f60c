"""A browser in which somebody tells a story, with what it writes kept in a folder of the test."""

from pathlib import Path
from typing import Any

import pytest

from tests.stories.intake.teller import Teller


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def teller(db: None) -> Teller:
    return Teller()
