"""The measures are those of the literature, by hand."""

import pytest

from exchange.evaluation.metrics import Score, by_kind, mean, measure


def test_gain_doubles_with_the_grade_and_fades_with_the_place() -> None:
    ranking, judgments = ["b", "x", "a"], {"a": 3, "b": 1, "c": 2}
    # (2^1-1)/log2(2) + (2^3-1)/log2(4), of an ideal 7/log2(2) + 3/log2(3) + 1/log2(4)
    assert measure("name", ranking, judgments).ndcg == pytest.approx(4.5 / (7 + 3 / 1.584963 + 0.5), abs=1e-5)


def test_the_ideal_order_scores_one_and_nothing_scores_zero() -> None:
    judgments = {"a": 3, "b": 1}
    assert measure("k", ["a", "b", "x"], judgments).ndcg == 1
    assert measure("k", [], judgments) == measure("k", [], judgments)
    assert measure("k", [], judgments).ndcg == 0


def test_only_ten_places_count_for_gain_and_twenty_for_recall() -> None:
    others = [f"x{place}" for place in range(30)]
    late = measure("k", [*others[:10], "a", *others[10:]], {"a": 3})
    assert (late.ndcg, late.recall, late.mrr) == (0, 1, 0)
    assert measure("k", [*others[:20], "a"], {"a": 3}).recall == 0


def test_the_first_relevant_hit_decides_the_reciprocal_rank_from_grade_one() -> None:
    assert measure("k", ["x", "a", "b"], {"a": 1, "b": 3, "x": 0}).mrr == 1 / 2


def test_a_question_that_nothing_answers_counts_in_no_mean_but_in_the_number_and_zero() -> None:
    score = mean([measure("k", ["a"], {"a": 1}), measure("k", [], {})])
    assert score == Score(ndcg=1, recall=1, mrr=1, zero=1, n=2)


def test_kinds_are_measured_apart() -> None:
    kinds = by_kind([measure("typo", [], {"a": 1}), measure("name", ["a"], {"a": 1})])
    assert [(kind, score.ndcg, score.zero) for kind, score in kinds.items()] == [("name", 1, 0), ("typo", 0, 1)]
