"""What is made of measured times, and the questions that are asked."""

from collections import Counter

import pytest

from devtools.bench.figures import Spent, best_of, percentile, queries, summary


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([7.0], 0.95)) == (50, 95, 7)
    assert summary(values) == {"p50": 50, "p90": 90, "p95": 95}


def test_of_nothing_there_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_of_several_rounds_each_clock_keeps_its_best() -> None:
    assert best_of([Spent(9, 2), Spent(7, 3)]) == Spent(7, 2)


def test_the_set_has_200_questions_of_five_kinds() -> None:
    kinds = Counter(query.kind for query in queries())
    assert kinds == dict.fromkeys(("name", "word", "compound", "question", "common"), 40)
    assert len({query.text for query in queries()}) == 200
