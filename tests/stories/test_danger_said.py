"""Sentences as mothers, fathers and professionals type them: the danger in them is seen, and only that."""

from pathlib import Path
from typing import Final

import pytest

from stories.danger import signs
from stories.models.choices import Urgency

SAID: Final = Path(__file__).with_name("danger_said.txt")
ROUNDS: Final = Path(__file__).with_name("danger_rounds.txt")
SEEN: Final = 0.9
"""Of the sentences with danger in ROUNDS, at least. Measured: 176 of 190; by the rules of before these rounds 89. The
rules were made wider on them, so this guards what is met and says nothing of other sentences: of those it is half."""
UNSEEN: Final = Path(__file__).with_name("danger_unseen.txt")
SEEN_OF_UNSEEN, FALSE_OF_UNSEEN = 0.5, 0.09
"""Of sentences that the rules were not made for: what they are worth. Rules that were made to meet these as well, saw
no more of the next ones, and danger in three of four harmless sentences of somebody else."""
FALSE: Final = 0.03
"""Of the others, at most. Measured: 3 of 190; by the rules of before 18."""


def said(part: str, file: Path = SAID) -> list[str]:
    """The sentences under "[part]"."""
    _, found, rest = file.read_text(encoding="utf-8").partition(f"\n[{part}]\n")
    assert found
    lines = rest.partition("\n[")[0].splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("kind", [Urgency.SUICIDE, Urgency.VIOLENCE, Urgency.CHILD, Urgency.DANGER])
def test_each_kind_of_danger_is_seen_as_what_it_is(kind: Urgency) -> None:
    assert [text for text in said(kind) if kind not in signs(text)] == []


def test_danger_is_seen_however_it_is_typed() -> None:
    assert [text for text in said("gezien") if not signs(text)] == []


def test_danger_is_seen_in_the_midst_of_a_story() -> None:
    """What comes before and after it in the text takes nothing away."""
    told = "De baby schopt me in mijn buik. Het was een zwaar jaar. {}. Hij slaat mij nooit."
    assert [text for text in said("gezien") if not signs(told.format(text.rstrip(".")))] == []


def test_what_only_looks_like_danger_is_not_seen() -> None:
    assert {text: seen for text in said("onschuldig") if (seen := signs(text))} == {}


@pytest.mark.parametrize("danger", ["hij slaat mij", "ik wil dood", "Hij schopt de baby"])
def test_what_only_looks_like_danger_hides_none_beside_it(danger: str) -> None:
    pairs = [joined for text in said("onschuldig") for joined in (f"{text} en {danger}", f"{danger} en {text}")]
    assert [joined for joined in pairs if not signs(joined)] == []


def test_of_what_people_say_in_words_of_their_own_most_is_seen() -> None:
    texts = said("gevaar", ROUNDS)
    missed = [text for text in texts if not signs(text)]
    assert len(missed) <= (1 - SEEN) * len(texts), missed


def test_and_of_what_only_looks_like_it_nearly_nothing() -> None:
    texts = said("onschuldig", ROUNDS)
    seen = [text for text in texts if signs(text)]
    assert len(seen) <= FALSE * len(texts), seen


def test_of_sentences_that_nobody_foresaw_half_is_seen() -> None:
    texts = said("gevaar", UNSEEN)
    assert sum(map(bool, map(signs, texts))) >= SEEN_OF_UNSEEN * len(texts)


def test_and_one_in_twelve_of_the_harmless_ones() -> None:
    texts = said("onschuldig", UNSEEN)
    assert sum(map(bool, map(signs, texts))) <= FALSE_OF_UNSEEN * len(texts)
