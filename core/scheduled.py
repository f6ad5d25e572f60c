"""The repeated jobs of the base."""

from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from core import planned, throttle
from core.jobs import job


class PagesNotDone(RuntimeError):
    """So many pages could not be published, or taken offline, at the moment that was planned; the log names each."""


# A page that fails each time must not let those of others wait for longer and longer.
@job("publish_scheduled", every=timedelta(minutes=1), longest_retry=timedelta(minutes=1))
def publish_scheduled() -> None:
    """Publish what was planned for now and take offline what has expired. PagesNotDone when that failed for some."""
    now = timezone.now()
    if failed := planned.take_off_planned(now) + planned.publish_planned(now):
        raise PagesNotDone(failed)


@job("prune_background_tasks", every=timedelta(days=1))
def prune_background_tasks() -> None:
    """Forget how Wagtail's background tasks ended: done ones after a week, failed ones after a month."""
    if apps.is_installed("django_tasks_db"):  # elsewhere tasks leave no rows
        call_command("prune_db_task_results", min_age_days=7, failed_min_age_days=30, verbosity=0)


@job("prune_throttles", every=timedelta(hours=1))
def prune_throttles() -> None:
    """Forget what was counted in windows that are over."""
    throttle.prune()
