"""Whether the search can do its work, for /readyz."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from search.health import ALL_FAIL, OLDEST, check_engine, check_queue
from search.indexer.push import DEAD_AFTER
from search.models import IndexEntry
from search.state import index_state
from tests import faults
from tests.factories.search import stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


def test_the_embedded_engine_is_always_well(embedded: None) -> None:
    assert check_engine().ok


@pytest.mark.parametrize("behaviour", [faults.hang, faults.trickle_headers, faults.answer("503 Busy", b"{}")])
def test_an_engine_that_does_not_answer_is_unwell(settings: Any, behaviour: faults.Behaviour) -> None:
    with faults.misbehaving(behaviour) as url:
        settings.OPENSEARCH_URL = url
        assert not check_engine().ok


@pytest.mark.opensearch
def test_an_engine_that_answers_is_well(engine_index: str) -> None:
    assert check_engine().ok


def test_an_empty_queue_is_well(embedded: None) -> None:
    assert check_queue().ok


def test_a_change_that_waits_too_long_is_unwell(embedded: None) -> None:
    entry = stored_document()
    IndexEntry.objects.filter(pk=entry.pk).update(version=9, changed_at=timezone.now() - OLDEST - timedelta(seconds=5))
    assert not check_queue().ok


def test_a_document_that_waits_for_the_engine_counts_only_where_there_is_one(settings: Any) -> None:
    entry = stored_document()
    IndexEntry.objects.filter(pk=entry.pk).update(changed_at=timezone.now() - OLDEST - timedelta(seconds=5))
    settings.OPENSEARCH_URL = ""
    assert check_queue().ok
    settings.OPENSEARCH_URL = "http://127.0.0.1:1"
    assert not check_queue().ok


def test_dead_letters_are_counted(embedded: None) -> None:
    stored_document()
    IndexEntry.objects.update(attempts=DEAD_AFTER)
    assert check_queue().detail["dead_letters"] == 1


@pytest.mark.parametrize("attempts", [1, DEAD_AFTER])
@pytest.mark.parametrize("step", ["build", "push"])
def test_one_bad_document_does_not_make_the_site_unready(settings: Any, step: str, attempts: int) -> None:
    settings.OPENSEARCH_URL = "http://127.0.0.1:1"
    stored_document()
    version, sent = (9, 1) if step == "build" else (1, 0)
    long_ago = timezone.now() - OLDEST - timedelta(seconds=5)
    IndexEntry.objects.update(version=version, indexed_version=sent, changed_at=long_ago, attempts=attempts)
    assert check_queue().ok
    state = index_state()
    assert (state.waiting_since, state.is_late, state.to_build + state.to_push) == (None, False, 1)
    IndexEntry.objects.update(attempts=0)
    assert not check_queue().ok
    assert index_state().is_late


@pytest.mark.parametrize("step", ["build", "push"])
def test_a_site_of_which_every_document_fails_is_unready_until_one_comes_through(settings: Any, step: str) -> None:
    settings.OPENSEARCH_URL = "http://127.0.0.1:1"
    first, *_others = [stored_document() for _ in range(ALL_FAIL)]
    long_ago = timezone.now() - OLDEST - timedelta(seconds=5)
    failing = {"version": 9} if step == "build" else {"indexed_version": 0}
    IndexEntry.objects.update(**{"indexed_version": 1, **failing}, attempts=1, changed_at=long_ago)
    assert not check_queue().ok and check_queue().detail["all_fail"]
    IndexEntry.objects.filter(pk=first.pk).update(version=1, indexed_version=1, attempts=0)
    assert check_queue().ok
    stored_document()
    IndexEntry.objects.update(**{"indexed_version": 1, **failing}, attempts=1, changed_at=long_ago)
    assert not check_queue().ok
    IndexEntry.objects.filter(pk=stored_document().pk).update(indexed_version=1)
    assert check_queue().ok
