"""A call ends at its deadline whatever the engine does, and a breaker spares visitors the wait."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from search.engines.base import SearchUnavailable
from search.engines.deadline import BREAK, MAX_CALLS, PATIENCE, Breaker, Deadline, TooLate
from search.engines.opensearch import OpenSearchEngine
from search.question.model import Question
from search.requests import SearchRequest
from tests import faults


@pytest.fixture(autouse=True)
def _impatient(settings: Any) -> None:
    """These engines never answer in time; a short limit shows the same."""
    settings.SEARCH_DEADLINE = timedelta(milliseconds=150)


def deadline(milliseconds: int = 100) -> Deadline:
    return Deadline(timedelta(milliseconds=milliseconds))


def test_a_result_in_time_is_given() -> None:
    assert deadline(5_000).run(lambda: 42) == 42


def test_an_error_in_time_is_the_callers() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        deadline(5_000).run(fail)


def test_a_call_that_takes_too_long_is_unavailable() -> None:
    release = threading.Event()
    try:
        with pytest.raises(SearchUnavailable):
            deadline().run(release.wait)
    finally:
        release.set()


def test_more_calls_than_there_are_places_are_refused_at_once() -> None:
    limited, release = deadline(), threading.Event()
    try:
        for _ in range(MAX_CALLS):
            with pytest.raises(SearchUnavailable, match="deadline"):
                limited.run(release.wait)
        with pytest.raises(SearchUnavailable, match="too many"):
            limited.run(release.wait)
    finally:
        release.set()


@pytest.mark.parametrize(
    "behaviour",
    [
        faults.hang,
        faults.trickle_body,
        faults.trickle_headers,
        faults.reset,
        faults.answer("503 Service Unavailable", b'{"error": "busy"}'),
        faults.answer("500 Internal Server Error", b"oops", "text/html"),
        faults.answer("404 Not Found", b'{"error": {"type": "index_not_found_exception"}}'),
        faults.answer("200 OK", b"<html>welcome</html>", "text/html"),
        faults.answer("200 OK", b"not json"),
        faults.answer("200 OK", b'{"hits": "none"}'),
        faults.answer("200 OK", b""),
        faults.answer("302 Found", b""),
    ],
    ids=["hang", "body", "headers", "reset", "503", "500", "404", "html", "no-json", "other-json", "empty", "302"],
)
def test_an_engine_that_misbehaves_is_unavailable(behaviour: faults.Behaviour) -> None:
    with faults.misbehaving(behaviour) as url, pytest.raises(SearchUnavailable):
        OpenSearchEngine(url, "test").search(SearchRequest("rouw"), Question())


def test_an_engine_that_refuses_is_unavailable() -> None:
    with faults.refusing() as url, pytest.raises(SearchUnavailable):
        OpenSearchEngine(url, "test").search(SearchRequest("rouw"), Question())


def test_calls_that_were_cut_free_their_places() -> None:
    with faults.misbehaving(faults.trickle_body) as url:
        engine = OpenSearchEngine(url, "test")
        for _ in range(MAX_CALLS + 4):
            engine._breaker.succeeded()
            # Too late, and not "too many"; on a busy machine the socket's own limit may be the one that tells.
            with pytest.raises(TooLate):
                engine.search(SearchRequest("rouw"), Question())


class Clock:
    """Seconds that go by when we say so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_a_failure_nobody_asks_for_a_while_and_then_one_tries() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.now += BREAK.total_seconds()
    assert breaker.allows()
    assert not breaker.allows(), "one at a time"


def test_one_success_closes_the_breaker() -> None:
    breaker = Breaker(Clock())
    breaker.failed()
    breaker.succeeded()
    assert breaker.allows() and breaker.allows()


def test_late_answers_in_a_row_are_a_failure() -> None:
    breaker = Breaker(Clock())
    for _ in range(PATIENCE - 1):
        breaker.failed(late=True)
    assert breaker.allows(), "a busy machine"
    breaker.failed(late=True)
    assert not breaker.allows()


def test_an_answer_in_time_makes_up_for_late_ones() -> None:
    breaker = Breaker(Clock())
    for _ in range(PATIENCE):
        breaker.failed(late=True)
        breaker.succeeded()
    assert breaker.allows()


def test_a_late_answer_to_the_one_that_tries_leaves_the_breaker_open() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.failed()
    clock.now += BREAK.total_seconds()
    assert breaker.allows()
    breaker.failed(late=True)
    assert not breaker.allows()


def test_an_engine_that_hangs_is_left_alone_after_a_few_calls() -> None:
    with faults.misbehaving(faults.hang) as url:
        engine = OpenSearchEngine(url, "test")
        for _ in range(PATIENCE):
            with pytest.raises(SearchUnavailable):
                engine.search(SearchRequest("rouw"), Question())
        with pytest.raises(SearchUnavailable, match="breaker open"):
            engine.search(SearchRequest("rouw"), Question())


def test_an_open_breaker_asks_the_engine_nothing() -> None:
    with faults.misbehaving(faults.answer("503 Busy", b"{}")) as url:
        engine = OpenSearchEngine(url, "test")
        with pytest.raises(SearchUnavailable):
            engine.search(SearchRequest("rouw"), Question())
        with pytest.raises(SearchUnavailable, match="breaker open"):
            engine.search(SearchRequest("rouw"), Question())
