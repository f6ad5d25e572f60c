"""What stands out when a story is read back: passages that could lead to a person, and signs of danger.

Nothing is refused for either. A passage stays as it is, unless its teller writes something else in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.danger import signs
from stories.models import Submission, Urgency
from stories.traces import Trace, find

__all__ = ["Passage", "danger_in", "passages_of", "replaced", "words_of"]

SMALL_PLACE: Final = 30_000
"""Inhabitants; half of the municipalities have fewer. There a rare job is enough to know who it is."""
MOST: Final = 40
"""Passages that are asked about: nobody reads on after that."""


@dataclass(frozen=True)
class Passage:
    """A passage with the words around it, and the name of its field."""

    field: str
    trace: Trace
    text: str

    @property
    def label(self) -> str:
        return self.trace.kind.label

    @property
    def advice(self) -> str:
        return self.trace.kind.advice


def passages_of(submission: Submission) -> list[Passage]:
    """What could lead to a person in the story; [] for most."""
    place = submission.municipality
    small = place is not None and place.population is not None and place.population < SMALL_PLACE
    text = submission.text
    found = find(text, in_small_place=small)[:MOST]
    return [Passage(f"passage-{number}", trace, text[trace.start : trace.end]) for number, trace in enumerate(found)]


def replaced(text: str, passages: Sequence[Passage], answers: Mapping[str, str]) -> str:
    """The text with what was written in place of each passage; without an answer a passage stays."""
    for passage in reversed(passages):
        instead = answers.get(passage.field, passage.text)
        text = text[: passage.trace.start] + instead + text[passage.trace.end :]
    return text


def words_of(submission: Submission) -> str:
    """All that was told in own words."""
    answers: Any = submission.answers
    told = (submission.title, submission.text, answers.get("big_role", ""), answers.get("should_know", ""))
    return "\n\n".join(told)


def danger_in(submission: Submission) -> tuple[Urgency, ...]:
    """Signs of danger in anything that was told."""
    return signs(words_of(submission))
