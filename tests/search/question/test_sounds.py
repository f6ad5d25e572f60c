"""Words that sound alike are one to who spells by ear; others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.question.sounds import sound


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("consultatieburo", "consultatiebureau"),
        ("psychies", "psychisch"),
        ("psigiatries", "psychiatrisch"),
        ("fisiek", "fysiek"),
        ("teater", "theater"),
        ("kado", "cadeau"),
        ("opfoeding", "opvoeding"),
        ("seifer", "cijfer"),
        ("kwaliteit", "qualitijt"),
        ("depresie", "depressie"),
        ("hont", "hond"),
    ],
)
def test_spellings_of_one_sound_are_one(heard: str, written: str) -> None:
    assert sound(heard) == sound(written)


@pytest.mark.parametrize(("one", "other"), [("zorg", "borg"), ("kind", "kant"), ("moeder", "moedig"), ("wel", "veel")])
def test_another_sound_is_another_word(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text("abcdeghijouptvxyz", max_size=20))
def test_it_never_grows_much_and_is_the_same_each_time(word: str) -> None:
    assert sound(word) == sound(word)
    assert len(sound(word)) <= 2 * len(word)
