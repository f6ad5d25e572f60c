"""The code: random enough, forgiving, and nowhere to be read."""

import pytest

from stories.keeping.code import ALPHABET, code_of, hash_of_code, new_key, normalised, readable


def test_ten_thousand_codes_are_all_different_and_of_24_characters() -> None:
    codes = {code_of(new_key()) for _ in range(10_000)}
    assert len(codes) == 10_000
    assert {len(code) for code in codes} == {24}
    assert set("".join(codes)) == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        "0123 4567 89AB CDEF GHJK 1110",
        "0123-4567-89ab-cdef-ghjk-1110",
        "  O123456789abcdefghjkIlio\n",
        "oI23456789ABCDEFGHJK1L1O",
    ],
)
def test_spaces_case_and_lookalikes_are_forgiven(typed: str) -> None:
    assert normalised(typed) == "0123456789ABCDEFGHJK1110"


@pytest.mark.parametrize("typed", ["", "0123", "U" * 24, "0" * 25, "0" * 100_000, "\0" * 24, "é" * 24, "٣" * 24])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert normalised(typed) == ""


def test_a_key_gives_its_code_again_and_the_readable_one_is_the_same() -> None:
    key = new_key()
    assert normalised(readable(code_of(key))) == code_of(key)


def test_the_code_hangs_on_the_key_of_the_site(settings: object) -> None:
    before = code_of("k"), hash_of_code("0" * 24)
    settings.STORY_HASH_KEY = "een andere"  # type: ignore[attr-defined]
    assert not set(before) & {code_of("k"), hash_of_code("0" * 24)}
