"""What was given up is shown, and gets another chance."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from search.health import dead_letters
from search.indexer.build import build_due
from search.indexer.push import DEAD_AFTER
from search.indexer.retrying import letters, retry
from search.models import IndexEntry
from search.state import index_state
from tests.search.content import approach, coalition, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


def given_up(title: str) -> IndexEntry:
    page = approach(coalition(f"Coalitie {title}"), title)
    build_due()
    entry = row("approach", page.pk)
    IndexEntry.objects.filter(pk=entry.pk).update(
        attempts=DEAD_AFTER,
        error="bouwen: ValueError",
        version=entry.version + 1,
        claimed_until=timezone.now() + timedelta(hours=1),
    )
    return entry


def test_a_letter_tells_what_it_is_and_what_went_wrong(django_assert_num_queries: Any) -> None:
    entry = given_up("Warme belroute")
    with django_assert_num_queries(1):
        (letter,) = letters()
    assert (letter.key, letter.type_label, letter.title) == (entry.key, "Aanpak", "Warme belroute")
    assert (letter.error, letter.attempts) == ("bouwen: ValueError", DEAD_AFTER)
    assert index_state().dead == 1


def test_one_is_retried_and_built_at_once(django_capture_on_commit_callbacks: Any) -> None:
    first, second = given_up("Een"), given_up("Twee")
    with django_capture_on_commit_callbacks(execute=True):
        assert retry([first.key]) == 1
    assert [key for key, _ in dead_letters()] == [second.key]
    first.refresh_from_db()
    assert (first.attempts, first.error, first.built_version) == (0, "", first.version)


def test_all_are_retried(django_capture_on_commit_callbacks: Any) -> None:
    given_up("Een")
    given_up("Twee")
    with django_capture_on_commit_callbacks(execute=True):
        assert retry() == 2
    assert dead_letters() == []


@pytest.mark.parametrize("key", ["", "approach", "approach:x", "approach:²", "approach:99999999999999999999", "x:1"])
def test_what_is_no_letter_is_nothing(key: str) -> None:
    given_up("Een")
    assert retry([key]) == 0
    assert len(dead_letters()) == 1


def test_the_state_tells_what_waits_and_when_the_last_sweep_was() -> None:
    approach(coalition(), "Wacht")
    IndexEntry.objects.filter(type="approach").update(built_version=0, version=5)
    state = index_state()
    assert (state.engine, state.engine_answers, state.to_push) == ("database", True, 0)
    assert state.to_build >= 1 and state.waiting_since is not None
    assert (state.last_sweep, state.sweep_error) == (None, "")
