"""Which words of a question say nothing of its subject."""

import pytest

from search.analysis.function_words import FUNCTION_WORDS
from search.analysis.tokens import plain


def test_what_is_left_of_a_question_is_its_subject() -> None:
    question = "hoe betrek je ouders bij een coalitie"
    assert [word for word in question.split() if word not in FUNCTION_WORDS] == ["betrek", "ouders", "coalitie"]


@pytest.mark.parametrize("word", ["geen", "zonder", "niet", "nu"])
def test_what_turns_a_subject_round_is_kept(word: str) -> None:
    assert word not in FUNCTION_WORDS


def test_they_are_written_as_the_query_meets_them() -> None:
    assert {word for word in FUNCTION_WORDS if plain(word) != word} == set()
