"""What was planned happens by itself."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page, Site

from core import jobs


@pytest.fixture
def planned(db: None) -> Page:
    """A draft that is to be published tomorrow."""
    root = Site.objects.get(is_default_site=True).root_page
    tomorrow = timezone.now() + timedelta(days=1)
    page: Page = root.add_child(instance=Page(title="Morgen", live=False, go_live_at=tomorrow))
    page.save_revision().publish()
    return page


def run_at(moment: datetime) -> bool:
    """Whether the page is online after the job ran at this moment."""
    with time_machine.travel(moment, tick=False):
        assert jobs.run("publish_scheduled") is jobs.Outcome.DONE
    return Page.objects.get(title="Morgen").live


def test_a_page_is_published_when_planned(planned: Page) -> None:
    assert run_at(timezone.now()) is False
    assert run_at(timezone.now() + timedelta(days=1, minutes=1)) is True


def test_a_page_is_taken_offline_when_planned(planned: Page) -> None:
    later = timezone.now() + timedelta(days=2)
    assert run_at(later) is True
    Page.objects.filter(pk=planned.pk).update(expire_at=later + timedelta(days=1))
    assert run_at(later + timedelta(hours=1)) is True
    assert run_at(later + timedelta(days=1, minutes=1)) is False


@pytest.mark.parametrize(
    "name",
    ["publish_scheduled", "prune_background_tasks", "clear_sessions", "send_mail", "prune_mail", "prune_throttles"],
)
def test_a_job_may_be_run_twice(db: None, name: str) -> None:
    assert jobs.run(name) is jobs.Outcome.DONE
    assert jobs.run(name) is jobs.Outcome.DONE
