"""A running site per test, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.node.launch import NodeUnavailable
from tests.conftest import unavailable
from tests.thread.running_site import RunningSite


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RunningSite]:
    """A migrated site with its node; nothing else runs yet."""
    running = RunningSite(tmp_path)
    try:
        running.start_node()
    except NodeUnavailable as error:
        unavailable(f"geen OpenSearch-node: {error}")
    running.migrate()
    yield running
    running.stop()
