"""What the clock does for stories."""

from datetime import timedelta

from django.utils import timezone

from core.jobs import job
from stories.keeping import ending, retention
from stories.services.following_up import ask_what_became
from stories.services.showing import follow_pages

__all__: list[str] = []


@job("stories_consent", every=timedelta(minutes=1))
def consent() -> None:
    """Take away what may stand here no longer. Readers don't see it any more by then: public() asks each time."""
    now = timezone.now()
    retention.expire_consents(now)
    ending.end_answers(now)


@job("stories_retention", every=timedelta(hours=1))
def keep_no_longer() -> None:
    """Warn of what is about to end, and let go of what was kept long enough."""
    now = timezone.now()
    follow_pages(now)
    ending.warn(now)
    retention.lapse_proposals(now)
    retention.erase_drafts(now)
    retention.erase_unpublished(now)
    retention.clear_contact(now)
    retention.clear_names(now)
    retention.close_sessions(now)
    retention.sweep_files(now)
    retention.sweep_traces()


@job("stories_promises", every=timedelta(hours=6))
def ask_about_promises() -> None:
    """Ask coalitions what became of what they promised half a year ago."""
    ask_what_became()
