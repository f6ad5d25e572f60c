"""Searching is limited per network address: honest users never notice, a flood gets 429."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from core.models import Throttle
from search.page_limit import ASKED_PER_SEARCH, UNCOUNTED, Recent, recent

pytestmark = pytest.mark.django_db

ALLOWED = 3
"""Searches a minute that are counted; before them come those that are not."""


@pytest.fixture
def flood(embedded: None, settings: Any) -> Iterator[Client]:
    """A client at an address that has used up what is not counted."""
    recent.cache_clear()
    settings.SEARCHES_PER_MINUTE = ALLOWED
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    with time_machine.travel(0, tick=False):
        for _ in range(UNCOUNTED):
            recent().count("203.0.113.9")
        for _ in range(UNCOUNTED * ASKED_PER_SEARCH):
            recent().count("203.0.113.9", "suggestions")
        yield Client(headers={"x-real-ip": "203.0.113.9"})
    recent.cache_clear()


def test_a_flood_is_refused_and_told_when_to_try_again(flood: Client) -> None:
    assert [flood.get("/zoeken/?q=rouw").status_code for _ in range(ALLOWED)] == [200] * ALLOWED
    refused = flood.get("/zoeken/?q=rouw")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert "<h1>Even wachten</h1>" in refused.content.decode()
    assert "no-store" in refused.headers["Cache-Control"]


def test_the_form_that_keeps_a_question_searches_too(flood: Client) -> None:
    assert [flood.get("/zoeken/bewaren/?q=rouw").status_code for _ in range(ALLOWED)] == [200] * ALLOWED
    assert flood.get("/zoeken/bewaren/?q=rouw").status_code == 429


def test_typing_is_limited_by_itself_and_costs_nobody_a_search(flood: Client) -> None:
    typed = [flood.get("/zoeken/suggesties?q=rouw").status_code for _ in range(ALLOWED * ASKED_PER_SEARCH + 1)]
    assert typed == [200] * ALLOWED * ASKED_PER_SEARCH + [429]
    assert flood.get("/zoeken/?q=rouw").status_code == 200


def test_somebody_else_goes_on(flood: Client) -> None:
    for _ in range(ALLOWED + 1):
        flood.get("/zoeken/")
    assert Client(headers={"x-real-ip": "203.0.113.10"}).get("/zoeken/").status_code == 200


def test_who_searches_now_and_then_is_not_written_down(embedded: None, client: Client) -> None:
    recent.cache_clear()
    client.get("/zoeken/?q=rouw")
    assert not Throttle.objects.exists()


def test_the_table_names_nobody(flood: Client) -> None:
    flood.get("/zoeken/")
    assert "203.0.113" not in str(list(Throttle.objects.values()))


def test_after_a_minute_it_begins_anew() -> None:
    with time_machine.travel(0, tick=False) as clock:
        counts = Recent()
        assert [counts.count("a"), counts.count("a"), counts.count("b")] == [1, 2, 1]
        clock.shift(61)
        assert counts.count("a") == 1
