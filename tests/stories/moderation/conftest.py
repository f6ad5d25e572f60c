"""An editor who is logged in, and files of one's own."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.coalitions import editor as national_editor


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def editor(client: Client) -> User:
    user = national_editor()
    client.force_login(user)
    return user
