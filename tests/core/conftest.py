"""What tests of files need."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A media folder of its own, and no rendition remembered from a picture that had the same number."""
    settings.MEDIA_ROOT = str(tmp_path)
    cache.clear()
    return tmp_path
