"""What may be told, and which step may follow which."""

import pytest

from stories.models import State
from stories.rules import (
    CHECKLIST,
    LONGEST_TEXT,
    STEPS,
    TextRefused,
    accepted,
    accepted_line,
    checklist_gaps,
    may_follow,
)


@pytest.mark.parametrize("text", ["👶🏽" * 1000, "‮omgekeerd", "<script>", "a\r\nb", "\x07", " "])
def test_a_text_is_taken_exactly_as_it_is(text: str) -> None:
    assert accepted(text) == text


def test_a_refusal_says_its_numbers_as_dutch_writes_them() -> None:
    with pytest.raises(TextRefused, match=r"200\.000 tekens\. Er passen er 50\.000\."):
        accepted("x" * 200_000)


@pytest.mark.parametrize("text", ["x" * 200_000, "a\0b", "a\ud800b"])
def test_what_can_not_be_kept_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(TextRefused, match="te lang|teken"):
        accepted(text)


@pytest.mark.parametrize("text", ["a@example.org\r\nBcc: b@example.org", "a\nb", "x" * 201])
def test_a_line_holds_no_second_one(text: str) -> None:
    with pytest.raises(TextRefused):
        accepted_line(text)


def test_every_state_has_its_steps_and_nothing_goes_live_but_what_the_teller_approved() -> None:
    assert set(STEPS) == set(State.values)
    assert [state for state in State if may_follow(state, State.PUBLISHED)] == [State.APPROVED, State.OFFLINE]
    assert [state for state in State if may_follow(state, State.OFFLINE)] == [State.PUBLISHED]
    assert len("x" * LONGEST_TEXT) == len(accepted("x" * LONGEST_TEXT))


def test_a_point_that_was_not_ticked_is_named() -> None:
    assert checklist_gaps({}) == tuple(CHECKLIST)
    assert checklist_gaps({**dict.fromkeys(CHECKLIST, True), "namen": "ja"}) == ("namen",)
