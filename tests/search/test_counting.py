"""How many results there are, said in Dutch: all words, and a part of them."""

from typing import Any

import pytest

from search.counting import in_words, part_in_words
from search.requests import SearchRequest
from tests.search.telling import document, results, understood


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


@pytest.mark.parametrize(
    ("full", "asked", "words"),
    [
        (0, {}, " dat erop lijkt"),
        (0, {"page": 2}, " met een deel van uw woorden"),
        (0, {"sort": "newest"}, " met een deel van uw woorden"),
        (3, {}, ", en 42 met een deel van uw woorden"),
    ],
)
def test_what_has_none_of_the_words_is_called_alike_where_the_best_are_seen(
    full: int, asked: dict[str, Any], words: str
) -> None:
    question = understood("ruimtevaart xylofoon")
    request = SearchRequest(question.typed, **asked)
    total = {"total": 45} if full else {}
    assert part_in_words(results(question, document("Woonruimte"), full=full, request=request, **total)) == words
