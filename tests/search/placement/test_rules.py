"""Which question a decision is for: the words that count in it, however they are inflected or ordered."""

import pytest

from search.placement.rules import Placed, Placements, apply, compile_placements
from search.question.known import KnownWords
from search.question.model import Question
from search.question.understanding import understand
from search.vocabulary.entries import Entry, Kind, compile_entries

RULES = compile_entries([Entry(Kind.NAME, ("Nu Niet Zwanger",))])


def decided(*placed: Placed) -> Placements:
    return compile_placements(placed, RULES)


def asked(text: str, placements: Placements) -> Question:
    return apply(understand(text, RULES, KnownWords()), placements)


@pytest.mark.parametrize("text", ["hulp bij schulden", "Schulden hulp", "de HULP bij een schuld"])
def test_inflection_order_and_function_words_make_no_other_question(text: str) -> None:
    placements = decided(Placed("hulp bij schulden", "approach:1", 1))
    assert asked(text, placements).on_top == ("approach:1",)


@pytest.mark.parametrize("text", ["schulden", "hulp bij schulden in Zaanstad", "", "zwanger"])
def test_another_question_is_left_alone(text: str) -> None:
    placements = decided(Placed("hulp bij schulden", "approach:1", 1), Placed("Nu Niet Zwanger", "page:2", 1))
    assert asked(text, placements).on_top == ()


def test_a_name_is_a_question_of_all_its_words() -> None:
    placements = decided(Placed("nu niet zwanger", "page:2", 1))
    assert asked("Nu Niet Zwanger", placements).on_top == ("page:2",)


def test_several_stand_in_the_order_that_was_given_and_what_is_hidden_never_on_top() -> None:
    placements = decided(
        Placed("schuld", "a:2", 2),
        Placed("schulden", "a:1", 1),
        Placed("schuld", "a:3", 3),
        Placed("schuld", "a:3", None),
    )
    question = asked("schulden", placements)
    assert (question.on_top, question.hidden) == (("a:1", "a:2"), ("a:3",))


def test_above_words_between_quotes_nothing_is_put() -> None:
    placements = decided(Placed("schulden", "a:1", 1), Placed("schulden", "a:2", None))
    question = asked("“schulden”", placements)
    assert (question.on_top, question.hidden) == ((), ("a:2",))
