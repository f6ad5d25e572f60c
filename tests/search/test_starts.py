"""Names can be begun at any of their words; what is typed is read as names are."""

import pytest

from search.starts import MAX_LETTERS, MOST_WORDS, Rank, begun, starts


def texts(name: str, *other_names: str) -> list[str]:
    return [start.text for start in starts(name, other_names)]


def test_a_name_can_be_begun_at_each_of_its_words_and_best_at_the_first() -> None:
    assert [(start.text, start.rank) for start in starts("Nu Niet Zwanger")] == [
        ("nu niet zwanger", Rank.NAME),
        ("niet zwanger", Rank.WORD_OF_NAME),
        ("zwanger", Rank.WORD_OF_NAME),
    ]


def test_another_name_counts_less_and_says_which_it_was() -> None:
    *_, whole, word = starts("'s-Gravenhage", ["Den Haag"])
    assert (whole.text, whole.rank, whole.other) == ("den haag", Rank.OTHER_NAME, "Den Haag")
    assert (word.text, word.rank) == ("haag", Rank.WORD_OF_OTHER_NAME)


def test_accents_case_and_signs_make_no_difference() -> None:
    assert texts("Súdwest-Fryslân") == ["sudwest fryslan", "fryslan"]
    assert begun("“SÚDWEST fr") == "sudwest fr"


def test_nobody_begins_at_a_small_word_unless_the_name_does() -> None:
    assert texts("De wieg in de wijk") == ["de wieg in de wijk", "wieg in de wijk", "wijk"]


def test_a_space_at_the_end_says_that_the_word_is_complete() -> None:
    assert (begun("geld"), begun("geld "), begun("geld  zorg")) == ("geld", "geld ", "geld zorg")


@pytest.mark.parametrize("text", ["", "   ", "???", "\x00", "\ud800"])
def test_without_a_letter_nothing_is_begun(text: str) -> None:
    assert begun(text) == ""


def test_long_names_are_cut() -> None:
    found = texts("woord " * 50)
    assert len(found) == MOST_WORDS
    assert max(map(len, found)) == len(begun("x" * 300)) == MAX_LETTERS
