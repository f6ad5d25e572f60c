"""What stands out when a story is read back: passages that could lead to a person, and signs of danger.

Nothing is refused for either. A passage stays as it is, unless its teller writes something else in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from core.text import shows
from stories.danger import signs
from stories.intake.facts import chosen_place
from stories.intake.fields import NAME_ASKED
from stories.looking_again import traces_in, traces_in_name
from stories.models import Feeling, Submission, Urgency
from stories.rules import TextRefused
from stories.services.telling import Answers, Told
from stories.traces import WRITE_RATHER, Trace, TraceKind

__all__ = ["Passage", "danger_in", "passages_of", "replaced", "words_of"]

MOST: Final = 40
"""Passages that are asked about: nobody reads on after that."""


@dataclass(frozen=True)
class Passage:
    """A passage, the name of its field on the page, and in which of the texts that were told it stands."""

    field: str
    told_in: str
    trace: Trace
    text: str
    why: str = ""
    """In the language of the page, where it depends on what was chosen."""

    @property
    def label(self) -> str:
        return self.trace.kind.label

    @property
    def advice(self) -> str:
        """In the language of the page."""
        said = {"instead": self.trace.instead}
        advice = gettext(WRITE_RATHER) % said if self.trace.instead else gettext(self.trace.kind.advice)
        return f"{self.why} {advice}".strip()


def passages_of(submission: Submission) -> list[Passage]:
    """What could lead to a person in the name that stands with it, and in anything told in own words; [] for most."""
    texts = _texts(submission).items()
    found = [("name", submission.name, trace) for trace in traces_in_name(submission)]
    found += [(name, text, trace) for name, text in texts for trace in traces_in(text, submission)]
    return [
        Passage(f"passage-{number}", name, trace, text[trace.start : trace.end], _why(trace, submission))
        for number, (name, text, trace) in enumerate(found[:MOST])
    ]


def _why(trace: Trace, submission: Submission) -> str:
    if trace.kind is not TraceKind.TOWN:
        return ""
    return gettext("U koos ‘%(place)s’.") % {"place": chosen_place(submission)}


def replaced(submission: Submission, passages: Sequence[Passage], instead: Mapping[str, str]) -> Told:
    """What was told, with what was written in place of each passage; without that a passage stays.

    Raises TextRefused when nothing is left to see of the name: with it went a yes to a name.
    """
    texts = {**_texts(submission), "name": submission.name}
    for passage in reversed(passages):
        text, said = texts[passage.told_in], instead.get(passage.field, passage.text)
        texts[passage.told_in] = text[: passage.trace.start] + said + text[passage.trace.end :]
    if shows(submission.name) and not shows(texts["name"]):
        raise TextRefused(NAME_ASKED)
    answers: Any = submission.answers
    feelings = [Feeling(feeling) for feeling in answers.get("feelings", ())]
    meaning = Answers(feelings, big_role=texts["big_role"], should_know=texts["should_know"])
    return Told(title=texts["title"], name=texts["name"], text=texts["text"], answers=meaning)


def _texts(submission: Submission) -> dict[str, str]:
    """What was told in own words, by the name of its question."""
    answers: Any = submission.answers
    return {
        "title": submission.title,
        "text": submission.text,
        "big_role": answers.get("big_role", ""),
        "should_know": answers.get("should_know", ""),
    }


def words_of(submission: Submission) -> str:
    """All that was told in own words."""
    return "\n\n".join(_texts(submission).values())


def danger_in(submission: Submission) -> tuple[Urgency, ...]:
    """Signs of danger in anything that was told."""
    return signs(words_of(submission))
