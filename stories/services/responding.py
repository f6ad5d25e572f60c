"""What a coalition says back to a published story, and what became of what it promised."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from coalitions.models import CoalitionPage
from stories.models import CoalitionAnswer, CoalitionResponse, Purpose, StoryPage
from stories.rules import accepted, accepted_line
from stories.services.changing import Gone
from stories.services.once import mark

__all__ = ["LONGEST_REASON", "NotLinked", "Response", "SaysNothing", "check_response", "respond"]

ASK_AGAIN: Final = timedelta(days=183)
"""Half a year: long enough to change something, short enough that whoever promised it is still there."""
LONGEST_REACTION: Final = 2_000
LONGEST_CHANGE: Final = 1_000
LONGEST_REASON: Final = 300


class SaysNothing(Exception):
    """ "Veranderd" or "gaat veranderen" without what."""


class NotLinked(Exception):
    """ "Veranderd" or "gaat veranderen" without the approach in which it shows, nor why there is none yet."""


@dataclass(frozen=True)
class Response:
    """A coalition's answer. A change demands `what`, and `approach` (an ApproachPage) or `without_approach`."""

    answer: CoalitionAnswer
    text: str = ""
    what: str = ""
    approach: Any = None
    """In which of its approaches it shows."""
    without_approach: str = ""
    """Why it is in none yet: for the editor who checks it."""

    @property
    def is_change(self) -> bool:
        return self.answer != CoalitionAnswer.THANKS


@transaction.atomic
def respond(
    *,
    story: StoryPage,
    coalition: CoalitionPage,
    author: User,
    response: Response,
    form: str = "",
    now: datetime | None = None,
) -> CoalitionResponse:
    """Write down the answer; readers see it once an editor checked it. By the same form (core.once) it is one.

    Raises SaysNothing, NotLinked, TextRefused, Gone.
    """
    if response.is_change and not response.what.strip():
        raise SaysNothing
    if response.is_change and response.approach is None and not response.without_approach.strip():
        raise NotLinked
    reason = "" if response.approach is not None or not response.is_change else response.without_approach
    if not StoryPage.objects.usable_for(Purpose.PUBLISH, now).filter(pk=story.pk, live=True).exists():
        raise Gone
    said: dict[str, Any] = {
        "story": story,
        "coalition": coalition,
        "answer": response.answer,
        "text": accepted(response.text, longest=LONGEST_REACTION),
        "what": accepted(response.what, longest=LONGEST_CHANGE),
        "approach": response.approach,
        "without_approach": accepted_line(reason, longest=LONGEST_REASON),
    }
    rest = {"staff_id": author.pk, "at": now or timezone.now()}
    marked = mark(form, *(getattr(value, "pk", value) for value in said.values()))
    if marked is None:
        return CoalitionResponse.objects.create(**said, **rest)
    return CoalitionResponse.objects.get_or_create(form_mark=marked, defaults={**said, **rest})[0]


@transaction.atomic
def check_response(*, response: CoalitionResponse, editor: User, now: datetime | None = None) -> CoalitionResponse:
    """An editor lets readers see it; after a change or a promise the coalition is asked again in half a year."""
    now = now or timezone.now()
    response.checked_by, response.checked_at = editor.pk, now
    if response.answer != CoalitionAnswer.THANKS:
        response.ask_again = timezone.localdate(now + ASK_AGAIN)
    response.save(update_fields=["checked_by", "checked_at", "ask_again"])
    return response
