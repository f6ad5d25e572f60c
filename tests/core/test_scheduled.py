"""What was planned happens by itself."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page, Site

from core import jobs
from core.models import JobRun
from core.planned import overdue
from tests.factories.logs import logged


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


@pytest.fixture
def impossible(planned: Page) -> Page:
    """A page on the site that was to get another address before that moment; its neighbour took that meanwhile."""
    root = Site.objects.get(is_default_site=True).root_page
    page: Page = root.add_child(instance=Page(title="Vandaag", slug="vandaag"))
    page.save_revision().publish()
    page.refresh_from_db()
    page.slug = "straks"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    root.add_child(instance=Page(title="Buurvrouw", slug="straks"))
    return page


class TestAPageThatCanNotBePublished:
    def test_holds_up_no_other(self, planned: Page, impossible: Page) -> None:
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
            assert jobs.run("publish_scheduled") is jobs.Outcome.FAILED
        assert Page.objects.get(pk=planned.pk).live
        assert Page.objects.get(pk=impossible.pk).slug == "vandaag"

    def test_is_tried_every_minute_so_that_the_next_ones_are_in_time(self, impossible: Page) -> None:
        later = timezone.now() + timedelta(hours=2)
        with time_machine.travel(later, tick=False):
            for _ in range(4):
                jobs.run("publish_scheduled")
        row = JobRun.objects.get(name="publish_scheduled")
        assert (row.failures, row.next_due) == (4, later + timedelta(minutes=1))

    def test_is_named_in_the_log_without_a_text(self, impossible: Page) -> None:
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False), logged() as lines:
            jobs.run("publish_scheduled")
        failed, job = lines.values
        assert (failed["event"], failed["what"]) == ("planned_failed", "publish")
        assert failed["error"]["type"].endswith("ValidationError")
        assert job["event"] == "job_failed"
        assert "straks" not in lines.text

    def test_is_overdue_when_its_moment_is_well_past(self, planned: Page, impossible: Page) -> None:
        now = timezone.now()
        assert list(overdue(now + timedelta(hours=1, minutes=4))) == []
        assert list(overdue(now + timedelta(hours=1, minutes=6))) == [impossible]


def test_a_page_that_is_still_on_the_site_after_its_time_is_overdue(planned: Page) -> None:
    now = timezone.now()
    Page.objects.filter(pk=planned.pk).update(live=True, expire_at=now)
    assert list(overdue(now + timedelta(minutes=4))) == []
    assert list(overdue(now + timedelta(minutes=6))) == [planned]


@pytest.mark.parametrize(
    "name",
    ["publish_scheduled", "prune_background_tasks", "clear_sessions", "send_mail", "prune_mail", "prune_throttles"],
)
def test_a_job_may_be_run_twice(db: None, name: str) -> None:
    assert jobs.run(name) is jobs.Outcome.DONE
    assert jobs.run(name) is jobs.Outcome.DONE
