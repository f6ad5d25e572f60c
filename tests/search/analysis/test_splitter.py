"""How a compound is taken apart, with lists of a few words."""

from dataclasses import replace

import pytest

from search.analysis.splitter import MAX_WORD, Splitter

FIRST = frozenset({"buur", "buurt", "leven", "jeugd", "gezondheid", "recht", "baby", "huis", "zorg"})
SMALL = Splitter(
    first=FIRST,
    linking=frozenset({"leven", "gezondheid"}),
    last=frozenset(
        {"huis", "thuis", "zorg", "loop", "sloop", "spraak", "spullen", "pullen", "gezondheidszorg", "arts"}
    ),
    everyday=FIRST | {"huis", "zorg"},
    whole=frozenset({"huisarts"}),
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jeugdzorg", ("jeugd", "zorg")),
        ("jeugdhuiszorg", ("jeugd", "huis", "zorg")),
        ("gezondheidszorg", ("gezondheid", "zorg")),
    ],
)
def test_every_letter_belongs_to_a_part_or_a_linking_s(word: str, parts: tuple[str, ...]) -> None:
    assert SMALL.split(word) == parts


@pytest.mark.parametrize("word", ["jeugdigzorg", "jeugdzorgx", "zorg", "huis", "xjeugdzorg", ""])
def test_a_rest_of_letters_makes_it_no_compound(word: str) -> None:
    assert SMALL.split(word) == ()


def test_of_two_ways_the_one_with_the_longer_first_part_is_taken() -> None:
    assert SMALL.split("buurthuis") == ("buurt", "huis")


def test_common_words_win_from_rare_ones() -> None:
    assert replace(SMALL, everyday=frozenset({"buur", "thuis"})).split("buurthuis") == ("buur", "thuis")


def test_the_s_goes_to_the_word_that_takes_one() -> None:
    assert SMALL.split("levensloop") == ("leven", "loop")


def test_the_s_stays_with_the_word_behind_one_that_takes_none() -> None:
    assert SMALL.split("babyspullen") == ("baby", "spullen")
    assert SMALL.split("rechtspraak") == ("recht", "spraak")


def test_a_long_part_is_taken_apart_as_well() -> None:
    assert SMALL.split("jeugdgezondheidszorg") == ("jeugd", "gezondheid", "zorg")


def test_a_word_on_the_list_stays_whole_also_as_a_part() -> None:
    assert SMALL.split("huisarts") == ()
    with_part = replace(SMALL, first=FIRST | {"huisarts"})
    assert with_part.split("huisartszorg") == ("huisarts", "zorg")


def test_what_is_too_long_for_a_word_is_not_looked_at() -> None:
    assert SMALL.split("jeugd" * 8 + "zorg") == ()
    assert len("jeugd" * 8 + "zorg") > MAX_WORD
