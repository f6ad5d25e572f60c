"""A story that its teller took back is out of all that search answers, with no clock in it: by how many turns.

The worker takes a turn fifty times a second (search.indexer.worker): what is gone after one is so within the minute.
Titles of stories are never offered while somebody types.
"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from search.api import SearchRequest, search
from search.indexer.build import build_due
from search.indexer.push import push_due
from search.known_words import count_words
from stories.models import StoryPage, Submission
from stories.services import withdrawing
from tests.factories.search import push_everything
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import published

pytestmark = pytest.mark.django_db
WORD = "zwaluwnest"
OUTLETS = (
    f"/zoeken/?q={WORD}", f"/zoeken/?q={WORD[:-2]}zt", f"/zoeken.json?q={WORD}",
    f"/zoeken.rss?q={WORD}", f"/zoeken.csv?q={WORD}", f"/api/v1/search?q={WORD}", "/sitemap.xml", "/verhalen/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def told() -> tuple[Submission, StoryPage]:
    """One of two stories that a question finds; the other one stays."""
    StoryPageFactory(title="Een nest van takken", voice="professional")
    found = published(title=f"Het {WORD} onder ons dak")
    build_due()
    count_words()
    return found


def counts(question: str) -> dict[str, int]:
    """The total, and how many by whose voice."""
    found = search(SearchRequest(query=question))
    assert not found.degraded
    return {"": found.total, **{value.value: value.count for value in found.facet("voice").values if value.count}}


def saying(page: StoryPage) -> set[str]:
    """The outlets in which something of it is to be read."""
    client, said = Client(), set()
    for address in OUTLETS:
        answer = client.get(address)
        body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        if page.slug in body or f"Het {WORD}" in body or f">{WORD}<" in body:
            said.add(address)
    return said


def withdraw_with(capture: Any, row: Submission) -> None:
    with capture(execute=True):
        withdrawing.withdraw(submission=row)


def test_with_the_database_it_is_so_at_the_commit(
    told: tuple[Submission, StoryPage], embedded: None, django_capture_on_commit_callbacks: Any
) -> None:
    row, page = told
    assert counts(WORD) == {"": 1, "ouder": 1}
    assert saying(page) == set(OUTLETS)
    withdraw_with(django_capture_on_commit_callbacks, row)
    assert counts(WORD) == {"": 0}
    assert counts("nest") == {"": 1, "professional": 1}
    assert saying(page) == set()


@pytest.mark.opensearch
def test_with_the_engine_it_is_so_after_one_turn_of_the_worker(
    told: tuple[Submission, StoryPage], engine_index: str, django_capture_on_commit_callbacks: Any
) -> None:
    row, page = told
    push_everything()
    assert counts(WORD) == {"": 1, "ouder": 1}
    assert saying(page) == set(OUTLETS)
    withdraw_with(django_capture_on_commit_callbacks, row)
    assert saying(page) == set(), "what is shown is checked, though the engine has it still"
    build_due()
    push_due()
    assert counts(WORD) == {"": 0}
    assert counts("nest") == {"": 1, "professional": 1}
    assert saying(page) == set()
