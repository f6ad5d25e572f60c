"""Something may happen so often within a window, and the table of counts names nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import serializers
from django.test import RequestFactory
from django.utils import timezone

from core import throttle
from core.models import Throttle
from core.throttle import Limit, Verdict
from tests import site_process
from tests.core import processes_at_once

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROCESSES, EACH, ALLOWED = 4, 25, 60


def hit(key: str = "wie", *, scope: str = "proef", limit: int = 3, now: datetime = NOW) -> Verdict:
    return throttle.hit(scope, key, limit=limit, window=10 * MINUTE, now=now)


@pytest.mark.django_db
class TestHit:
    def test_the_first_so_many_are_allowed_and_the_next_is_not(self) -> None:
        assert [hit().allowed for _ in range(5)] == [True, True, True, False, False]

    def test_a_refusal_says_how_long_to_wait(self) -> None:
        hit(limit=1)
        assert hit(limit=1, now=NOW + 4 * MINUTE) == Verdict(False, 360)

    def test_after_the_window_it_begins_anew(self) -> None:
        for _ in range(4):
            hit()
        assert hit(now=NOW + 10 * MINUTE).allowed
        assert Throttle.objects.get().count == 1

    def test_knocking_on_does_not_lengthen_the_wait(self) -> None:
        for minute in range(9):
            hit(limit=1, now=NOW + minute * MINUTE)
        assert hit(limit=1, now=NOW + 9 * MINUTE) == Verdict(False, 60)

    def test_others_and_other_things_count_by_themselves(self) -> None:
        hit(limit=1)
        assert hit("een ander", limit=1).allowed
        assert hit(scope="iets anders", limit=1).allowed
        assert not hit(limit=1).allowed

    def test_a_scope_and_a_key_can_not_be_taken_for_another_pair(self) -> None:
        hit("b", scope="a", limit=1)
        assert hit("", scope="ab", limit=1).allowed

    def test_costs_one_query(self, django_assert_num_queries: Any) -> None:
        hit()
        with django_assert_num_queries(1):
            hit()

    def test_whoever_was_right_begins_anew(self) -> None:
        hit(limit=1)
        throttle.forget("proef", "wie", now=NOW)
        assert hit(limit=1).allowed

    def test_a_limit_with_a_name_does_the_same(self) -> None:
        twice = Limit("twee", 2, MINUTE)
        assert [twice.hit("wie").allowed for _ in range(3)] == [True, True, False]
        twice.forget("wie")
        assert twice.hit("wie").allowed


@pytest.mark.django_db
class TestRows:
    def test_name_neither_who_nor_from_where(self) -> None:
        hit("wie@voorbeeld.test 203.0.113.9")
        stored = serializers.serialize("json", Throttle.objects.all())
        assert "voorbeeld" not in stored and "203.0" not in stored and "proef" not in stored

    def test_have_another_key_each_day_and_for_each_site(self, settings: Any) -> None:
        hit()
        hit(now=NOW + timedelta(days=1))
        settings.SECRET_KEY = "een andere sleutel"
        hit()
        assert Throttle.objects.count() == 3

    def test_go_when_their_window_is_over(self) -> None:
        hit()
        assert throttle.prune(NOW + 9 * MINUTE) == 0
        assert throttle.prune(NOW + 10 * MINUTE) == 1
        assert not Throttle.objects.exists()

    def test_keep_to_the_clock_when_none_is_given(self) -> None:
        with time_machine.travel(NOW, tick=False):
            throttle.hit("proef", "wie", limit=1, window=MINUTE)
            assert throttle.prune() == 0
        with time_machine.travel(NOW + MINUTE, tick=False):
            assert throttle.prune() == 1


class TestClient:
    @pytest.mark.parametrize(
        ("remote", "counted"),
        [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
            ("", ""),
            ("geen adres", ""),
        ],
    )
    def test_is_the_connection_that_a_request_comes_from(self, remote: str, counted: str) -> None:
        assert throttle.client_of(RequestFactory().get("/", REMOTE_ADDR=remote)) == counted

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
    def test_is_not_what_a_visitor_says_it_is(self, header: str) -> None:
        request = RequestFactory().get("/", headers={header: "198.51.100.1"}, REMOTE_ADDR="203.0.113.9")
        assert throttle.client_of(request) == "203.0.113.9"

    @pytest.mark.parametrize(
        ("said", "counted"),
        [
            ("198.51.100.1", "198.51.100.1"),
            ("192.0.2.7, 198.51.100.1", "198.51.100.1"),
            ("198.51.100.1, onzin", "203.0.113.9"),
            ("", "203.0.113.9"),
        ],
    )
    def test_behind_a_proxy_is_what_the_proxy_added(self, settings: Any, said: str, counted: str) -> None:
        settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
        request = RequestFactory().get("/", headers={"X-Forwarded-For": said}, REMOTE_ADDR="203.0.113.9")
        assert throttle.client_of(request) == counted


@pytest.mark.parametrize(
    ("seconds", "wait"), [(1, "1 minuut"), (60, "1 minuut"), (61, "2 minuten"), (900, "15 minuten")]
)
def test_the_page_says_when_to_try_again_and_asks_the_database_nothing(seconds: int, wait: str) -> None:
    response = throttle.too_many(Verdict(False, seconds))
    assert response.status_code == 429
    assert (response["Retry-After"], response["Cache-Control"]) == (str(seconds), "no-store")
    assert f"over {wait} nog eens" in response.content.decode()


def test_processes_at_once_are_counted_together_on_sqlite(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    site_process.done(database, site_process.make_table, "core.Throttle")
    ends = [site_process.CONTEXT.Pipe() for _ in range(PROCESSES)]
    running = [site_process.start(database, processes_at_once.count, theirs, EACH, ALLOWED) for _, theirs in ends]
    assert {ours.recv() for ours, _ in ends} == {"klaar voor de start"}
    for ours, _ in ends:
        ours.send("nu")
    assert sum(ours.recv() for ours, _ in ends) == ALLOWED
    for process in running:
        process.join()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_at_once_are_counted_together_on_postgresql() -> None:
    with ThreadPoolExecutor(PROCESSES) as pool:
        allowed = list(pool.map(partial(processes_at_once.allowed_of, limit=ALLOWED), [EACH] * PROCESSES))
    assert sum(allowed) == ALLOWED
    assert timezone.now().timestamp() < Throttle.objects.get().ends
