"""A compound is found with its parts; what only looks like one stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.evaluation.compounds import compound_scores
from search.analysis.compounds import longer_parts, parts
from search.analysis.tokens import token
from tests.search.analysis.words import lines


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("schuldhulpverlening", ["schuld", "hulp", "verlening", "hulpverlening"]),
        ("leefstijlcoach", ["leef", "stijl", "coach", "leefstijl"]),
        ("geldzorgen", ["geld", "zorgen"]),
        ("buurthuis", ["buurt", "huis"]),
        ("levensloop", ["leven", "loop"]),
        ("Taalbarrière", ["taal", "barrière"]),
        ("babyspullen", ["baby", "spullen"]),
    ],
)
def test_a_compound_has_the_tokens_of_its_parts(word: str, expected: list[str]) -> None:
    assert list(parts(word)) == [token(part) for part in expected]


def test_of_the_parts_those_are_told_that_are_compounds_themselves() -> None:
    assert longer_parts("babysterftecijfers") == (token("babysterfte"), token("sterftecijfers"))
    assert longer_parts("geldzorgen") == longer_parts("huis") == ()


def test_money_worries_are_no_care() -> None:
    assert token("zorg") not in parts("geldzorgen")


@pytest.mark.parametrize(
    "word",
    [
        "armoede", "miskraam", "verloskundige", "huisarts", "ziekenhuis", "wethouder", "ondersteuning", "baarmoeder",
        "planeten", "trimester", "samenwerken", "Eindhoven", "Haaksbergen", "kansrijke", "zelfredzaamheid",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert parts(word) == ()


@pytest.mark.parametrize(
    ("word", "trap"), [("schuldsanering", "ring"), ("inkomensgrens", "mens"), ("armoederegeling", "moeder")]
)
def test_a_part_that_is_there_by_chance_is_not_seen(word: str, trap: str) -> None:
    assert parts(word)
    assert token(trap) not in parts(word)


def test_the_words_written_down_beforehand_are_split_well_enough() -> None:
    scores = compound_scores(lines("compounds.tsv"))
    assert scores.f1 >= 0.98, scores.wrong
    assert scores.broken == []


def test_words_that_the_lists_were_not_made_with_are_split_nearly_as_well() -> None:
    scores = compound_scores(lines("compounds-unseen.tsv"))
    assert scores.f1 >= 0.98, scores.wrong
    assert len(scores.broken) <= 2


@given(st.text(max_size=80))
def test_any_text_has_parts_that_an_engine_takes(text: str) -> None:
    for part in parts(text):
        assert part.isalnum()
        assert part != token(text)
