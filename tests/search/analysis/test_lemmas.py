"""Forms of a word share a token, other words have another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import lists
from search.analysis.function_words import DROPPED
from search.analysis.tokens import stem, token
from tests.search.analysis.words import rows


@pytest.mark.parametrize("forms", rows("together.txt"), ids=" ".join)
def test_the_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({token(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), rows("apart.txt"))
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert token(one) != token(other)


@pytest.mark.parametrize(("word", "expected"), rows("pinned.txt"))
def test_a_pinned_word_keeps_its_token(word: str, expected: str) -> None:
    assert token(word) == expected


def test_no_other_word_is_a_form_of_one_that_questions_drop() -> None:
    dropped = {token(word) for word in DROPPED}
    splitter = lists.splitter()
    known = lists.lemmas().keys() | splitter.first | splitter.last | splitter.whole
    assert {word for word in known if len(word) >= 4 and word not in DROPPED and token(word) in dropped} == set()


@given(st.text("aegilmnorstvw", min_size=4, max_size=9))
def test_the_stemmer_makes_none_of_a_word_that_no_list_has_either(word: str) -> None:
    assert token(word) not in DROPPED - {word} or word in DROPPED


def test_the_collections_are_large_enough_to_mean_something() -> None:
    assert len(rows("together.txt")) >= 100
    assert len(rows("apart.txt")) >= 60
    assert len(rows("pinned.txt")) >= 60


def test_the_stemmer_alone_would_take_worries_for_care() -> None:
    assert stem("zorgen") == stem("zorg")
    assert token("zorgen") != token("zorg")


@pytest.mark.parametrize(
    ("one", "other"),
    [("buurtgezinnen", "buurtgezin"), ("kraamzorghuizen", "kraamzorghuis"), ("zorgsteden", "zorgstad")],
)
def test_a_compound_that_no_list_holds_bends_as_its_last_part_does(one: str, other: str) -> None:
    assert one not in lists.lemmas()
    assert token(one) == token(other)
    assert stem(one) != stem(other)


@pytest.mark.parametrize(("one", "other"), [("begeleiden", "begeleiding"), ("kwetsbaar", "kwetsbaarheid")])
def test_a_noun_goes_with_the_verb_or_adjective_that_it_is_made_from(one: str, other: str) -> None:
    assert token(one) == token(other)


def test_a_noun_that_went_its_own_way_does_not() -> None:
    assert token("regeling") not in {token("regelen"), token("regel")}
