"""The embedded engine keeps the contract, on SQLite and (in the PostgreSQL leg) on PostgreSQL."""

from typing import Any

import pytest
from django.db import connection

from search.engines import database
from search.engines.database import DatabaseEngine
from search.models import IndexEntry
from search.question.known import KnownWords
from search.question.understanding import understand
from search.requests import SearchRequest
from search.signals import sweep_tokens
from search.vocabulary import Rules, rules
from tests.factories.search import stored_document
from tests.search.engines.contract import EngineContract

ROUW = understand("rouw", Rules(), KnownWords())


@pytest.mark.django_db
@pytest.mark.every_example
@pytest.mark.usefixtures("nothing_to_find")
class TestDatabaseEngine(EngineContract):
    engine = DatabaseEngine()

    def settle(self) -> None:
        """What is stored can be found at once."""


@pytest.mark.django_db
def test_an_answer_takes_a_bounded_number_of_queries(django_assert_num_queries: Any) -> None:
    for number in range(30):
        stored_document(f"Rouw {number}", theme=["bereik"], day="2021")
    chosen = {"theme": frozenset(["bereik"]), "year": frozenset(["2021"])}
    # total and full, page, its documents, counts of the free facets together, and of each chosen facet; and on SQLite
    # how many documents have each word
    with django_assert_num_queries(7 if connection.vendor == "sqlite" else 6):
        DatabaseEngine().search(SearchRequest(query="rouw", chosen=chosen), ROUW)


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
def test_that_all_words_are_met_is_worth_something_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    stored_document("Zwanger", text="Zwangerschap.")
    stored_document("Een tablet", text="Ze is zwanger en leest op een tablet.")
    asked = understand("zwanger tablet", rules(), KnownWords())
    scores = []
    for weight in (0.0, 5.0):
        monkeypatch.setattr(database, "FULL_WEIGHT", weight)
        found = DatabaseEngine().search(SearchRequest("zwanger tablet"), asked).found
        scores.append({one.source["title"]: one.score or 0 for one in found})
    gained = {title: round(score - scores[0][title], 3) for title, score in scores[1].items()}
    assert gained == {"Een tablet": 5.0, "Zwanger": 0.0}


@pytest.mark.django_db
def test_when_nothing_is_left_one_query_more_per_choice_and_one_for_all_tell_what_is_kept_out(
    django_assert_num_queries: Any,
) -> None:
    stored_document("Rouw", theme=["bereik"])
    chosen = {"theme": frozenset(["geen"]), "year": frozenset(["1999"])}
    # total, counts of the free facets, of each chosen facet, what is left without each, and without all
    with django_assert_num_queries(7):
        DatabaseEngine().search(SearchRequest(query="rouw", chosen=chosen), ROUW)


@pytest.mark.django_db
def test_beyond_the_limit_only_the_best_documents_are_counted_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "COUNT_ALL_UP_TO", 3)
    monkeypatch.setattr(database, "COUNT_BEST", 2)
    for number in range(4):
        stored_document(f"Rouw {number}", theme=["bereik"])
    answer = DatabaseEngine().search(SearchRequest(query="rouw"), ROUW)
    assert answer.total == 4
    assert answer.partial_counts
    assert answer.counts["theme"] == {"bereik": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 1_000])
def test_counts_are_the_same_however_they_are_read(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "FEW", few)
    stored_document("Rouw", theme=["bereik", "borging"], year=["2021"])
    stored_document("Rouw en verlies", theme=["borging"], year=["2022"])
    stored_document("Iets anders", theme=["borging"], year=["2021"])
    chosen = {"year": frozenset(["2021"])}
    counts = DatabaseEngine().search(SearchRequest("rouw", chosen=chosen), ROUW).counts
    assert counts["theme"] == {"bereik": 1, "borging": 1}
    assert counts["year"] == {"2021": 1, "2022": 1}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the plans of SQLite")
def test_no_row_asks_the_full_text_for_itself() -> None:
    for number in range(3):
        stored_document(f"Rouw {number}", text="Verlies.", theme=["bereik"], day="2021")
    plans: list[str] = []

    def explained(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "MATCH" in sql:
            steps = context["connection"].connection.execute(f"EXPLAIN QUERY PLAN {sql.replace('%s', '?')}", params)
            plans.extend(step[3] for step in steps)
        return execute(sql, params, many, context)

    asked = understand("rouw verlies", Rules(), KnownWords())
    with connection.execute_wrapper(explained):
        DatabaseEngine().search(SearchRequest("rouw verlies", chosen={"theme": frozenset(["bereik"])}), asked)
    lookups = [step for step in plans if "VIRTUAL TABLE" in step]
    assert lookups
    # "=" is a look for one row: once per row of something else.
    assert not [step for step in lookups if "INDEX 0:=" in step]


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_to_find")
def test_tokens_without_a_row_are_swept_after_a_flush() -> None:
    entry = stored_document("Rouw")
    IndexEntry.objects.filter(pk=entry.pk).delete()
    assert DatabaseEngine().search(SearchRequest(query="rouw"), ROUW).total == 1
    sweep_tokens(using="default")
    assert DatabaseEngine().search(SearchRequest(query="rouw"), ROUW).total == 0
