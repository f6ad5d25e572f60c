"""The texts that the intake shows and doesn't own: words of closed lists, questions of consent, what rules refuse.

They are Dutch where they are written, and translated where they are shown.
"""

from collections.abc import Iterator

from core import images
from core.models import PeopleInPicture
from stories.consent.texts import QUESTIONS
from stories.models import Feeling, Placing, Purpose, Reply, Role
from stories.rules import TextRefused, accepted_line
from stories.traces import WRITE_RATHER, TraceKind
from themes.models import LifePhase

__all__ = ["borrowed"]

LISTS = (Role, Feeling, Placing, Purpose, Reply, PeopleInPicture, LifePhase)


def borrowed() -> Iterator[str]:
    """All of them."""
    for choices in LISTS:
        yield from (str(label) for _value, label in choices.choices)
    for question in QUESTIONS.values():
        yield from (question.question, question.explanation)
    for kind in TraceKind:
        yield from (kind.label, kind.advice)
    yield WRITE_RATHER
    yield from (_refusal("een\ntwee"), _refusal("\0"))
    yield from (images.TYPE_MESSAGE, images.BROKEN_MESSAGE, images.MOVING_MESSAGE, images.PIXELS_MESSAGE)


def _refusal(text: str) -> str:
    try:
        accepted_line(text)
    except TextRefused as refusal:
        return str(refusal)
    return ""
