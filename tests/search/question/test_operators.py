"""What other search engines take for commands is no word of a question, and what is a word stays one."""

import pytest

from search.question.operators import operators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roken OR drinken", {1}),
        ("roken AND drinken NOT blowen", {1, 3}),
        ("roken AND NOT drinken", {1, 2}),
        ("roken or drinken", set()),
        ("de OR betrekken", set()),
        ("OR", set()),
        ("rol van OR", set()),
        ("OR en directie", set()),
    ],
)
def test_in_capitals_between_two_words_that_count(text: str, expected: set[int]) -> None:
    assert operators(text.split()) == expected
