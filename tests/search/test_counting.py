"""How many results there are, said in Dutch: all words, and a part of them."""

import pytest

from search.counting import in_words, part_in_words
from tests.search.telling import results, understood


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "Geen resultaten"), (1, "1 resultaat"), (23, "23 resultaten"), (12_345, "12.345 resultaten")],
)
def test_results_are_counted_in_dutch(total: int, words: str) -> None:
    assert in_words(total) == words


@pytest.mark.parametrize(
    ("question", "full", "total", "words"),
    [
        ("rouw verlies", 12, 39, ", en 27 met een deel van uw woorden"),
        ("rouw verlies", 12, 1_246, ", en 1.234 met een deel van uw woorden"),
        ("rouw verlies", 0, 27, " met een deel van uw woorden"),
        ("schuldhulp", 3, 9, ", en 6 met een deel van uw woord"),
        ("rouw", 9, 9, ""),
        ("", 0, 0, ""),
    ],
)
def test_those_with_a_part_of_the_words_are_counted_apart(question: str, full: int, total: int, words: str) -> None:
    assert part_in_words(results(understood(question), full=full, total=total)) == words
