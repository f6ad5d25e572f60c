"""Questions without a full result are counted per day, and a search never suffers from it."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client
from django.urls import reverse

from ks_site.settings.base import SQLITE_OPTIONS
from search.known_words import count_words
from search.models import AskedInVain, PlacedResult
from search.requests import SearchRequest
from search.results import SearchResults
from search.service import search
from search.unanswered import log
from search.unanswered.log import count, note
from search.vocabulary import version
from tests.factories.places import MunicipalityFactory
from tests.factories.search import stored_document

TODAY = date(2026, 11, 26)
pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded", "nothing_to_find")]


def counts() -> dict[str, int]:
    return dict(AskedInVain.objects.values_list("question", "count"))


def results(query: str, **changes: Any) -> SearchResults:
    return replace(search(SearchRequest(query)), **changes)


def visit(client: Client, query: str, **more: str) -> int:
    return client.get(reverse("search:results"), {"q": query, **more}).status_code


def test_a_question_that_found_nothing_is_counted_once_per_visit(client: Client) -> None:
    for _ in range(3):
        assert visit(client, "Zwangerschapsgym in Almelo") == 200
    row = AskedInVain.objects.get()
    assert (row.question, row.count, row.partial) == ("zwangerschapsgym in almelo", 3, 0)


def test_a_question_that_found_all_its_words_is_not_counted(client: Client) -> None:
    stored_document("Rouw in de wijk")
    visit(client, "rouw")
    assert counts() == {}


def test_what_the_site_made_of_it_is_kept_beside_it(client: Client) -> None:
    stored_document("Rouw in de wijk")
    visit(client, "rouw breiclub")
    assert AskedInVain.objects.get().partial == 1


def test_words_that_were_corrected_are_told() -> None:
    stored_document("Huisbezoek")
    count_words()
    note("breiclub huisbezeok", results("breiclub huisbezeok"))
    assert AskedInVain.objects.get().corrected == "huisbezoek"


@pytest.mark.parametrize(
    "more",
    [{"page": "2"}, {"type": "story"}, {"sort": "title"}],
    ids=["a later page", "a choice that narrowed it", "another order"],
)
def test_when_something_else_is_the_matter_nothing_is_counted(client: Client, more: dict[str, str]) -> None:
    visit(client, "breiclub", **more)
    assert counts() == {}


def test_a_shorthand_narrows_a_question_too(client: Client) -> None:
    MunicipalityFactory(name="Zaanstad")
    visit(client, "breiclub", like="zaanstad")
    assert counts() == {}


def test_what_editors_answered_by_putting_something_first_is_not_counted(client: Client) -> None:
    entry = stored_document("Rouw in de wijk")
    PlacedResult.objects.create(question="breiclub", type=entry.type, object_id=entry.object_id, title="x")
    version.watch.forget()
    visit(client, "breiclubs")
    assert counts() == {}


def test_a_degraded_answer_says_nothing_about_the_content() -> None:
    note("breiclub", results("breiclub", degraded=True))
    assert counts() == {}


def test_programs_are_not_counted(client: Client) -> None:
    client.head(reverse("search:results"), {"q": "breiclub"})
    visit(client, "breiclub\x00")
    visit(client, "breiclub " * 1_000)
    assert counts() == {}


def test_nothing_of_a_person_is_stored(client: Client) -> None:
    client.get(
        reverse("search:results"),
        {"q": "bel Jan 06-12345678 breiclub"},
        REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="Herkenbaar/1.0",
    )
    fields = {field.name for field in AskedInVain._meta.get_fields()}
    assert fields == {"id", "day", "question", "count", "partial", "corrected"}
    stored = str(list(AskedInVain.objects.values()))
    assert "12345678" not in stored and "203.0.113.77" not in stored and "Herkenbaar" not in stored


def test_a_count_is_one_statement(django_assert_num_queries: Any) -> None:
    pragmas = 3 if connection.vendor == "sqlite" else 0
    with django_assert_num_queries(1 + pragmas):
        count("breiclub", partial=0, corrected="", day=TODAY)


def test_a_flood_of_other_questions_stops_at_a_limit_and_known_ones_count_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_A_DAY", 2)
    for question in ("een", "twee", "drie", "een"):
        count(question, partial=0, corrected="", day=TODAY)
    assert counts() == {"een": 2, "twee": 1}


def test_days_are_counted_apart() -> None:
    count("breiclub", partial=0, corrected="", day=TODAY)
    count("breiclub", partial=4, corrected="", day=date(2026, 11, 27))
    assert list(AskedInVain.objects.order_by("day").values_list("count", "partial")) == [(1, 0), (1, 4)]


def test_a_database_that_cannot_be_written_loses_the_count_and_not_the_search(client: Client) -> None:
    def refuse(execute: Any, sql: str, *args: Any) -> Any:
        if "INSERT INTO search_askedinvain" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        assert visit(client, "breiclub") == 200
    assert counts() == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite locks as a whole")
def test_the_patience_of_the_connection_is_as_before() -> None:
    def patience() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    before = patience()
    count("breiclub", partial=0, corrected="", day=TODAY)
    assert patience() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite locks as a whole")
def test_while_another_process_writes_the_count_is_lost_and_soon_after_it_counts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "site.sqlite3"
    own = type(connections["default"])(
        {**connection.settings_dict, "NAME": str(file), "OPTIONS": SQLITE_OPTIONS}, "default"
    )
    own.ensure_connection()
    other = sqlite3.connect(file, isolation_level=None)
    with connection.cursor() as cursor:
        made = "SELECT sql FROM sqlite_master WHERE tbl_name = 'search_askedinvain' AND sql IS NOT NULL"
        for (statement,) in cursor.execute(made).fetchall():
            other.execute(statement)
    monkeypatch.setattr(log, "connection", own)
    try:
        other.execute("BEGIN IMMEDIATE")
        count("breiclub", partial=0, corrected="", day=TODAY)
        other.execute("ROLLBACK")
        assert other.execute("SELECT count(*) FROM search_askedinvain").fetchone() == (0,)
        count("breiclub", partial=0, corrected="", day=TODAY)
        assert other.execute("SELECT question, count FROM search_askedinvain").fetchall() == [("breiclub", 1)]
    finally:
        other.close()
        own.close()
