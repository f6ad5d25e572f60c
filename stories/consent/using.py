"""The one answer to "may this story be used for this purpose now?"; all outlets ask it (ADR 18)."""

from datetime import datetime

from stories.models import Consent, Purpose, StoryPage, Submission
from stories.querysets import consenting

__all__ = ["may_be_used"]


def may_be_used(story: StoryPage | Submission, purpose: Purpose, now: datetime | None = None) -> bool:
    """Whether its teller says yes to this purpose at this moment. One query; never remembered.

    A story that was written as a page has no teller's choices: it may be used as any page until its own date.
    """
    if isinstance(story, Submission):
        return Consent.objects.filter(consenting(purpose, now), submission=story.pk).exists()
    found: bool = StoryPage.objects.usable_for(purpose, now).filter(pk=story.pk).exists()
    return found
