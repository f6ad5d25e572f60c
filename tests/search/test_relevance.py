"""The sixty judged questions over the examples keep their floor, and both engines stay together.

The questions were written before anything was tuned. A mark that is lowered here needs a reason.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as site

from exchange.demo.files import read
from exchange.demo.loading import load_demo
from exchange.evaluation.metrics import Score, by_kind, mean, measure
from exchange.evaluation.queries import JudgedQuery, read_queries
from exchange.evaluation.running import by_address, ranking
from places.reference import read as read_places
from places.services import load_places
from search.analysis.tokens import token
from search.api import EngineName, SearchRequest, build_due, search
from search.known_words import count_words
from search.there import There
from tests.factories.search import push_everything
from themes.reference import read as read_themes
from themes.services import load_themes
from toolbox.reference import read_instruments
from toolbox.services import load_instruments

PATH = Path(site.BASE_DIR) / "tests" / "evaluation" / "queries.jsonl"
QUERIES = read_queries(PATH)

OVERALL, PER_KIND = 0.835, 0.755
"""nDCG@10 on SQLite; measured .855 and, for the least of the kinds, .775: what is .02 less is another ranking."""

PAIRS = (
    ("babypakket", "baby pakket"),
    ("huisbezoek", "huis bezoek"),
    ("schuldhulp", "schuld hulp"),
    ("geldzorgen", "geld zorgen"),
    ("wandelgroep", "wandel groep"),
)
"""A compound, and the same written apart."""

TRAPS = (
    ("zorg", "zorgen"),
    ("moeder", "armoede"),
    ("kraam", "miskraam"),
    ("wet", "wethouder"),
)
"""Words that look alike and have nothing to do with each other."""


@pytest.fixture
def examples(db: None) -> None:
    load_places(reference=read_places())
    load_themes(themes=read_themes())
    load_instruments(instruments=read_instruments())
    load_demo(content=read())
    build_due()
    count_words()


def scores(engine: EngineName) -> tuple[Score, dict[str, Score]]:
    measured = [measure(query.kind, found(query.text, engine), query.judgments) for query in QUERIES]
    return mean(measured), by_kind(measured)


def found(text: str, engine: EngineName = "database") -> list[str]:
    return ranking(text, engine, by_address)


def rests_on(other: str, *, asked: str) -> set[str]:
    """The words on which hits of one question were found that have nothing but the other word in them."""
    hits = search(SearchRequest(query=asked, size=100), engine="database").hits
    forms = {form for hit in hits for why in hit.why for form in why.found}
    assert forms, asked
    within = {form: There({"": form}).tokens for form in forms}
    return {form for form, there in within.items() if token(other) in there and token(asked) not in there}


def test_words_that_look_alike_have_tokens_of_their_own() -> None:
    assert [pair for pair in TRAPS if token(pair[0]) == token(pair[1])] == []


def test_there_are_ten_questions_of_each_of_six_kinds_and_each_is_judged() -> None:
    assert set(Counter(query.kind for query in QUERIES).values()) == {10}
    assert len({query.text for query in QUERIES}) == 60
    assert all(isinstance(query, JudgedQuery) and query.judgments for query in QUERIES)
    lines = PATH.read_text(encoding="utf-8").splitlines()
    assert {grade for line in lines for grade in json.loads(line)["judgments"].values()} == {1, 2, 3}


@pytest.mark.usefixtures("examples", "embedded")
def test_the_embedded_engine_keeps_the_floor_and_falls_into_no_trap() -> None:
    overall, kinds = scores("database")
    assert overall.ndcg >= OVERALL, overall
    assert {kind: score.ndcg for kind, score in kinds.items() if score.ndcg < PER_KIND} == {}
    assert overall.zero == 0
    for whole, apart in PAIRS:
        first, second = found(whole)[:10], found(apart)[:10]
        assert len(set(first) & set(second)) >= 0.6 * min(len(first), len(second)), (whole, apart)
    for one, other in (*TRAPS, *(pair[::-1] for pair in TRAPS)):
        assert rests_on(other, asked=one) == set(), (one, other)
    # Each coalition is called one.
    first = search(SearchRequest(query="hoe betrek je ouders bij een coalitie"), engine="database").hits[:3]
    assert "coalition" not in {hit.type for hit in first}
    assert "nu-niet-zwanger" in found("nu niet zwanger")[:2]
    assert "nu-niet-zwanger" not in found("zwanger")[:2]


@pytest.mark.opensearch
@pytest.mark.usefixtures("examples")
def test_both_engines_stay_together(engine_index: str) -> None:
    push_everything()
    assert scores("database")[0].ndcg >= scores("opensearch")[0].ndcg - 0.05
