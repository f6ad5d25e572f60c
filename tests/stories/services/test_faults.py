"""A withdrawal holds whatever else is broken or busy: no engine, no worker, a plan to publish, an editor who saves."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, page_unpublished

from approaches.models import ApproachPage
from core import jobs
from search.api import SearchRequest, search
from search.indexer.build import build_due
from search.indexer.worker import Worker
from search.models import IndexEntry
from stories.gone import ErasedMeanwhile
from stories.models import StoryPage, Submission
from stories.moderation.actions import ACTIONS
from stories.services.withdrawing import withdraw
from tests import faults
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import editor
from tests.factories.submissions import published, sent

pytestmark = pytest.mark.django_db
WORD = "Zwaluwnest"


@pytest.fixture
def story() -> tuple[Submission, StoryPage]:
    """On the site and found."""
    row, page = published(title=WORD)
    build_due()
    assert [hit.title for hit in search(SearchRequest(WORD)).hits] == [WORD]
    return row, page


def is_gone(client: Client, page: StoryPage) -> bool:
    """For readers: 410 at its address, and found nowhere."""
    answer = client.get(page.url)
    return (answer.status_code, answer["X-Robots-Tag"], search(SearchRequest(WORD)).hits) == (410, "noindex", ())


def no_trace_of(page: StoryPage) -> bool:
    return not (
        Page.objects.filter(pk=page.pk).exists()
        or Revision.objects.filter(object_id=str(page.pk)).exists()
        or PageLogEntry.objects.filter(page=page.pk).exists()
        or IndexEntry.objects.with_document().filter(type="story", object_id=page.pk).exists()
    )


@pytest.mark.parametrize("behaviour", [faults.reset, faults.answer("503 Busy", b"{}")], ids=["weg", "bezet"])
def test_without_the_engine_it_is_gone_at_once(
    story: tuple[Submission, StoryPage], client: Client, settings: Any, behaviour: faults.Behaviour
) -> None:
    row, page = story
    with faults.misbehaving(behaviour) as url:
        settings.OPENSEARCH_URL = url
        withdraw(submission=row)
        assert is_gone(client, page)
        assert not Worker().once()
    assert no_trace_of(page)
    assert IndexEntry.objects.to_push().filter(type="story", object_id=page.pk).exists(), "it waits for the engine"


def test_without_a_worker_it_is_gone_at_once_and_the_rest_is_done_once_later(
    story: tuple[Submission, StoryPage], client: Client
) -> None:
    row, page = story
    withdraw(submission=row)
    assert is_gone(client, page) and no_trace_of(page), "no job and no build came between"
    waiting = IndexEntry.objects.to_push().filter(type="story", object_id=page.pk)
    assert waiting.get().document is None, "only that it is gone is left to be sent"
    assert Worker().once()
    assert is_gone(client, page) and no_trace_of(page)


class TestAPlannedPublication:
    @pytest.fixture
    def planned(self, story: tuple[Submission, StoryPage]) -> tuple[Submission, StoryPage]:
        """An editor planned a next version of it."""
        row, page = story
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        assert page.revisions.filter(approved_go_live_at__isnull=False).exists()
        return row, page

    def test_does_not_come_after_the_withdrawal(
        self, planned: tuple[Submission, StoryPage], client: Client, time_machine: Any
    ) -> None:
        row, page = planned
        withdraw(submission=row)
        time_machine.move_to(timezone.now() + timedelta(hours=2))
        call_command("publish_scheduled")
        assert is_gone(client, page) and no_trace_of(page)

    def test_that_has_begun_does_not_bring_it_back(
        self, planned: tuple[Submission, StoryPage], client: Client, time_machine: Any
    ) -> None:
        row, page = planned
        revision = page.revisions.filter(approved_go_live_at__isnull=False).get()
        begun = revision.content_object
        withdraw(submission=row)
        time_machine.move_to(timezone.now() + timedelta(hours=2))
        with pytest.raises(ErasedMeanwhile):
            begun.publish(revision)
        assert is_gone(client, page) and no_trace_of(page)

    def test_of_others_is_not_held_up_by_one_that_was_withdrawn_meanwhile(
        self, planned: tuple[Submission, StoryPage], time_machine: Any
    ) -> None:
        row, _page = planned
        first, last = ApproachPageFactory(live=False), ApproachPageFactory(live=False)
        for page, minutes in ((first, 30), (last, 90)):
            page.go_live_at = timezone.now() + timedelta(minutes=minutes)
            page.save_revision().publish()

        def meanwhile(**kwargs: Any) -> None:
            if kwargs["instance"].pk == first.pk:
                withdraw(submission=row)

        page_published.connect(meanwhile)
        time_machine.move_to(timezone.now() + timedelta(hours=2))
        outcome = jobs.run("publish_scheduled")
        page_published.disconnect(meanwhile)
        assert outcome == jobs.Outcome.DONE
        assert set(ApproachPage.objects.filter(live=True)) == {first, last}


def test_what_is_taken_offline_by_the_clock_does_not_come_back_when_it_was_withdrawn_meanwhile(
    story: tuple[Submission, StoryPage], client: Client
) -> None:
    row, page = story
    other = ApproachPageFactory(expire_at=timezone.now() - timedelta(minutes=2))
    StoryPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    def meanwhile(**kwargs: Any) -> None:
        if kwargs["instance"].pk == other.pk:
            withdraw(submission=row)

    page_unpublished.connect(meanwhile)
    outcome = jobs.run("publish_scheduled")
    page_unpublished.disconnect(meanwhile)
    assert outcome == jobs.Outcome.DONE
    assert is_gone(client, page) and no_trace_of(page)
    assert not Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("name", [*ACTIONS, "onbekend"])
def test_an_editor_who_had_it_open_changes_nothing(client: Client, name: str) -> None:
    row = sent()
    client.force_login(editor())
    withdraw(submission=row)
    answer = client.post(reverse("moderation:act", args=[row.uid, name]), {"tekst-text": WORD}, follow=True)
    assert (answer.status_code == 404) is (name == "onbekend")
    assert not Submission.objects.exists()
