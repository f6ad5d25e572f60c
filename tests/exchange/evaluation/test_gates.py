"""A gate is passed or not, and says so; the table is one that docs can hold."""

from exchange.evaluation.gates import Gate, Row, compounds_gates, practice_gates, table
from exchange.evaluation.metrics import Score


def score(ndcg: float) -> Score:
    return Score(ndcg=ndcg, recall=0.5, mrr=1, zero=2, n=10)


def test_the_mark_itself_is_enough() -> None:
    assert Gate("F1", 0.96, 0.96).passed
    assert not Gate("F1", 0.959, 0.96).passed
    assert str(Gate("F1", 0.9, 0.96)) == "NIET GEHAALD: F1 0.900, minstens 0.960"


def test_one_broken_word_fails_the_splitter() -> None:
    assert [gate.passed for gate in compounds_gates(0.97, 0)] == [True, True]
    assert [gate.passed for gate in compounds_gates(0.97, 1)] == [True, False]


def test_practice_must_be_well_above_the_baseline_and_no_kind_below_it() -> None:
    kinds, base_kinds = {"name": score(0.8), "typo": score(0.3)}, {"name": score(0.8), "typo": score(0.31)}
    gates = practice_gates(score(0.61), kinds, score(0.36), base_kinds)
    assert [gate.passed for gate in gates] == [True, True, False]
    assert not practice_gates(score(0.6), {}, score(0.36), {})[0].passed


def test_the_table_is_markdown() -> None:
    lines = table([Row("policyqa", "database", "", score(0.9))]).splitlines()
    assert lines[0] == "| verzameling | zoekmachine | soort | n | nDCG@10 | recall@20 | MRR@10 | zonder hits |"
    assert lines[2] == "| policyqa | database | alle | 10 | 0.900 | 0.500 | 1.000 | 2 |"
