"""What editors changed can be read in a text of any length, for work in proportion to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.intake.difference import MOST_WORK, Change, Part, Work, difference

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW
WORDS = st.lists(st.sampled_from(["ik", "was", "moe", "en", "bang", ".", " ", "\n", "! ", "👶🏽"]), max_size=40)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map("".join), WORDS.map(" ".join))


def of(parts: list[Part], *changes: Change) -> str:
    return "".join(part.text for part in parts if part.change in changes)


@given(before=TEXTS, after=TEXTS)
def test_what_is_gone_and_what_stayed_is_the_text_before_and_the_new_with_it_the_one_after(
    before: str, after: str
) -> None:
    parts = difference(before, after)
    assert of(parts, SAME, GONE) == before
    assert of(parts, SAME, NEW) == after
    assert all(part.text for part in parts)
    assert all(one.change != other.change for one, other in zip(parts, parts[1:], strict=False))


@given(text=TEXTS)
def test_a_text_that_is_the_same_has_no_difference(text: str) -> None:
    assert difference(text, text) == ([Part(SAME, text)] if text else [])


def test_what_is_gone_comes_before_what_is_new_in_its_place() -> None:
    assert difference("Het was een lange nacht.", "Het was een korte nacht.") == [
        Part(SAME, "Het was een "),
        Part(GONE, "lange"),
        Part(NEW, "korte"),
        Part(SAME, " nacht."),
    ]


def a_story(words: int) -> str:
    """One paragraph in which most words come often, as in a language."""
    kinds = ("ik", "was", "moe", "en", "zij", "zei", "niets", "meer")
    return " ".join(f"zin{n}" if n % 25 == 0 else kinds[n * n % 8] for n in range(words))


@pytest.mark.parametrize("words", [900, 2_500, 8_000])
def test_of_a_long_text_only_the_changed_words_are_struck_out(words: int) -> None:
    before = a_story(words)
    changed = before.split(" ")
    for place in range(10, words, 500):
        changed[place] = "NIEUW"
    parts = difference(before, " ".join(changed))
    assert set(of(parts, NEW).replace("NIEUW", "")) <= {" "}
    assert len(of(parts, GONE)) < words / 500 * 20


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("regel\n" * 25_000, "andere\n" * 25_000),
        ("a\n" * 12_000 + "b\n" * 12_000, "b\n" * 12_000 + "a\n" * 12_000),
        (" ".join(map(str, range(25_000))), " ".join(map(str, range(25_000, 0, -1)))),
        ("." * 50_000, ". " * 25_000),
        ("\n" * 50_000, " \n" * 25_000),
        (a_story(8_000), a_story(9_000)[::-1]),
    ],
    ids=["lines", "turned", "backwards", "dots", "empty", "mirrored"],
)
def test_it_takes_no_more_work_than_there_is_for_it_whatever_the_texts_are(before: str, after: str) -> None:
    work = Work()
    parts = difference(before, after, work)
    assert work.done <= MOST_WORK
    assert (of(parts, SAME, GONE), of(parts, SAME, NEW)) == (before, after)


def test_without_room_for_it_a_part_is_replaced_as_a_whole_and_what_holds_the_texts_together_stays() -> None:
    parts = difference("Begin. ik was moe. Einde.", "Begin. zij was bang. Einde.", Work(most=0))
    assert parts[0].text.startswith("Begin. ") and parts[-1].text.endswith("Einde.")
    assert of(parts, SAME, NEW) == "Begin. zij was bang. Einde."
