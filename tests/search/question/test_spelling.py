"""A mistyped word leads to its nearest known neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.question import spelling
from search.question.known import KnownWords
from search.question.spelling import MOST, distance, nearest_name

KNOWN = KnownWords(
    {"zwanger": 0.3, "start": 0.2, "straat": 0.1, "ervaringsdeskundige": 0.1, "zwager": 0.01, "pil": 0.1}
)


def corrections(token: str, known: KnownWords, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Of one word; `more` begins with its letter."""
    return spelling.corrections([token], known, {token[0]: more}).get(token, ())


def relinked(word: str, known: KnownWords, more: tuple[str, ...]) -> tuple[str, ...]:
    """Of one word."""
    return spelling.relinked([word], known, more)[word]


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [("zwanger", "zwagner", 1), ("start", "strat", 1), ("abc", "abc", 0), ("abcd", "abxx", 2), ("a", "abcdef", 3)],
)
def test_a_letter_more_less_other_or_swapped_is_one_step(first: str, second: str, steps: int) -> None:
    assert distance(first, second, 2) == steps


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_a_distance_goes_both_ways_and_stopping_early_changes_nothing_below_the_limit(first: str, second: str) -> None:
    far = distance(first, second, 99)
    assert far == distance(second, first, 99)
    assert min(distance(first, second, 2), 3) == min(far, 3)


def test_the_name_that_a_word_nearly_is_is_told_as_it_is_written() -> None:
    names = {"nijmegen": "Nijmegen", "haag": "Haag", "zoom": "Zoom", "ijsselstein": "IJsselstein"}
    typed = ("Nijmgen", "Haagg", "ijselstien", "Zoom", "zooms", "haga", "xnijmegen", "12345", "???")
    assert [nearest_name(word, names) for word in typed] == [
        "Nijmegen",
        "Haag",
        "IJsselstein",
        "",
        "Zoom",
        "",
        "",
        "",
        "",
    ]


def test_the_nearest_word_is_meant_and_not_one_further_away() -> None:
    assert corrections("zwagner", KNOWN) == ("zwanger", "zwager")
    assert corrections("zwange", KNOWN) == ("zwanger",)


def test_a_long_word_may_have_two_mistakes_and_a_short_one_only_one() -> None:
    assert corrections("ervaringdeskundge", KNOWN) == ("ervaringsdeskundige",)
    assert corrections("strtt", KNOWN) == ()


def test_the_first_letter_is_right_and_words_of_three_letters_and_numbers_are_left_alone() -> None:
    assert corrections("swanger", KNOWN) == ()
    assert corrections("zwa", KNOWN) == ()
    assert corrections("2024", KnownWords({"2023": 0.5})) == ()


def test_words_of_the_vocabulary_can_be_meant_too() -> None:
    assert corrections("anticonseptie", KnownWords(), more=("anticonceptie",)) == ("anticonceptie",)


def test_a_word_that_sounds_the_same_is_near_however_many_letters_differ() -> None:
    known = KnownWords({"consultatiebureau": 0.1, "consultatie": 0.4, "psychisch": 0.1, "psyche": 0.3, "psalm": 0.1})
    assert corrections("consultatieburo", known) == ("consultatiebureau",)
    assert corrections("psychies", known) == ("psychisch",)
    assert corrections("psychies", KnownWords(), more=("psychisch",)) == ("psychisch",)


def test_of_equally_near_words_the_most_common_come_first_and_a_few_are_enough() -> None:
    known = KnownWords({"roub": 0.1, "rouc": 0.6, "roud": 0.3, "roue": 0.2, "rouf": 0.5, "roug": 0.4})
    assert corrections("rouw", known) == ("rouc", "rouf", "roug")
    assert len(corrections("rouw", known)) == MOST


def test_a_compound_is_known_with_one_linking_s_more_or_less() -> None:
    known = KnownWords({"ervaringsdeskund": 0.1, "schuldhulp": 0.1, "schuld": 0.1})
    assert relinked("Ervaringdeskundige", known, ()) == ("ervaringsdeskund",)
    assert relinked("schuldshulp", known, ()) == ("schuldhulp",)
    assert relinked("ervaringdeskundige", KnownWords(), ("ervaringsdeskund",)) == ("ervaringsdeskund",)
    assert relinked("ervaringdeskundige", KnownWords({"ervaring": 0.1}), ()) == ()


def test_words_are_corrected_together_as_each_by_itself() -> None:
    typed = ["zwagner", "zwange", "strtt", "ervaringdeskundge", "start"]
    assert spelling.corrections(typed, KNOWN, {}) == {word: corrections(word, KNOWN) for word in typed}
