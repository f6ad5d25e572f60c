"""What a process does before its first visitor: it answers, and whatever happens it serves."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs

from ks_site.asking import Application
from ks_site.warming import questions, warm_up
from search.models import AskedInVain

Paths = list[str]


def telling(status: str, asked: Paths) -> Application:
    """A site that answers everything with this status, and writes down what it was asked."""

    def site(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        start_response(status, [])
        return []

    return site


@pytest.mark.django_db
def test_every_question_has_an_answer_and_none_is_counted_as_asked_in_vain(client: Client) -> None:
    assert [client.head(path, query_string=query).status_code for path, query in questions()] == [200] * 4
    assert not AskedInVain.objects.exists()


def test_all_of_them_are_asked() -> None:
    asked: Paths = []
    with capture_logs() as said:
        warm_up(telling("200 OK", asked))
    assert asked == [f"HEAD {path}" for path, _ in questions()]
    assert said == []


def test_a_site_that_fails_is_asked_no_more_and_serves_all_the_same() -> None:
    asked: Paths = []
    with capture_logs() as said:
        warm_up(telling("500 Internal Server Error", asked))
    assert len(asked) == 1
    assert [line["event"] for line in said] == ["warming.failed"]


def test_a_site_that_hangs_is_not_waited_for() -> None:
    goes_on = Event()

    def hanging(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        goes_on.wait()
        start_response("200 OK", [])
        return []

    with capture_logs() as said:
        warm_up(hanging, timedelta(milliseconds=20))
    goes_on.set()
    assert [line["event"] for line in said] == ["warming.too_slow"]
