"""Words are the same word whatever their case, accents or (plain) inflection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokens import MAX_TOKEN, fold, places, token, tokens, words, written
from tests.growing import grows_with_length_only


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ouders", "ouder"),
        ("SCHULDEN", "schuld"),
        ("financiële", "financiele"),
        ("foto's", "foto"),
        ("foto’s", "foto"),
        ("ĳver", "ijver"),
    ],
)
def test_forms_of_a_word_have_one_token(one: str, other: str) -> None:
    assert token(one) == token(other)


@pytest.mark.parametrize(("one", "other"), [("gezin", "zin"), ("zwanger", "zwangerschap"), ("moeder", "armoede")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert token(one) != token(other)


def test_the_stemmer_is_porter_and_not_the_one_that_took_its_name() -> None:
    # Kraaij-Pohlmann makes "gemeente" into "meen" and "gezin" into "zin".
    assert [token(word) for word in ("gezin", "gemeente", "schulden")] == ["gezin", "gemeent", "schuld"]


def test_no_word_is_dropped() -> None:
    assert tokens("Nu niet, zwanger!") == ["nu", "niet", "zwanger"]


@given(st.text(alphabet="sSa_'’é1 -", max_size=12))
def test_each_word_is_found_where_it_stands_and_nowhere_within_another(text: str) -> None:
    found = sorted((place.start(), place[0]) for form in set(written(text)) for place in places(text, form))
    assert [word for _, word in found] == written(text)
    assert all(text.startswith(word, start) for start, word in found)


@pytest.mark.parametrize("piece", ["ba", "ba "])
def test_looking_for_a_word_takes_no_longer_than_the_text_is_long(piece: str) -> None:
    assert grows_with_length_only(lambda text: list(places(text, "ba")), piece, length=8_000, floor=0.005)


def test_words_keep_their_place_in_the_text() -> None:
    text = "Één gezin; twee foto's."
    assert [text[word.start : word.end] for word in words(text)] == ["Één", "gezin", "twee", "foto's"]


def test_a_hyphen_and_an_underscore_part_words() -> None:
    assert tokens("0-2-jarig kind_ouder") == ["0", "2", "jarig", "kind", "ouder"]


def test_a_token_is_no_longer_than_its_limit() -> None:
    assert len(token("x" * 10_000)) <= MAX_TOKEN


@given(st.text(max_size=200))
def test_tokens_are_words_that_any_engine_takes(text: str) -> None:
    for found in tokens(text):
        assert found
        assert all(letter.isalnum() for letter in found)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
