"""What is kept no longer than needed, by a shifted clock; and each step twice is the same as once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models.signals import pre_delete
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from core import jobs
from core.days import end_of_day
from core.jobs import Outcome
from core.planned import overdue, publish_planned
from stories.consent.choosing import Choice
from stories.keeping import files, retention
from stories.models import Consent, GoneAddress, Purpose, State, StoryPage, Submission, TellerSession, choices
from stories.services import reviewing, telling
from stories.services.telling import Told
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import ALL_YES, an_editor, draft, proposed, published, sent

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


def twice(step: Callable[[datetime], int], now: datetime) -> int:
    """How many the first time; the second time there is nothing left to do."""
    count = step(now)
    assert step(now) == 0
    return count


def test_a_draft_is_kept_for_seven_days_from_its_first_word() -> None:
    old, young = draft(now=NOW - 7 * DAY - timedelta(minutes=1)), draft(now=NOW - 6 * DAY)
    assert twice(retention.erase_drafts, NOW) == 1
    assert list(Submission.objects.all()) == [young] != [old]


def test_what_was_sent_between_the_list_and_its_turn_stays() -> None:
    first, second = (draft(now=NOW - 8 * DAY) for _ in range(2))

    def send_the_other(instance: Submission, **kwargs: Any) -> None:
        Submission.objects.filter(pk=second.pk).update(state=State.SENT, sent_at=NOW)

    pre_delete.connect(send_the_other, sender=Submission)
    try:
        assert retention.erase_drafts(NOW) == 1
    finally:
        pre_delete.disconnect(send_the_other, sender=Submission)
    assert list(Submission.objects.all()) == [second] != [first]


def test_what_was_not_published_is_kept_for_six_months_and_what_was_longer() -> None:
    sent(now=NOW - 184 * DAY)
    young, (standing, _page) = sent(now=NOW - 182 * DAY), published(now=NOW - 184 * DAY)
    assert twice(retention.erase_unpublished, NOW) == 1
    assert set(Submission.objects.all()) == {young, standing}


def test_the_months_begin_with_the_decision_or_when_it_went_off_the_site() -> None:
    old = NOW - 300 * DAY
    declined, taken_off = sent(now=old), published(now=old)[0]
    reviewing.decide(
        submission=declined, editor=an_editor(), outcome=choices.Outcome.DECLINE, checklist={}, now=NOW - DAY
    )
    telling.choose_consent(submission=taken_off, choices={Purpose.PUBLISH: Choice(False)}, now=NOW - DAY)
    assert retention.erase_unpublished(NOW) == 0
    row = Submission.objects.get(pk=taken_off.pk)
    assert (row.state, retention.kept_until(row)) == (
        State.WITHDRAWN, end_of_day(NOW - DAY + settings.KEEP_UNPUBLISHED),
    )  # fmt: skip
    assert twice(retention.erase_unpublished, NOW + 183 * DAY) == 2


def test_what_is_erased_after_a_day_is_there_until_the_end_of_that_day() -> None:
    row, last = sent(now=NOW), end_of_day(NOW + settings.KEEP_UNPUBLISHED)
    assert retention.kept_until(row) == last
    assert retention.erase_unpublished(last) == 0
    assert twice(retention.erase_unpublished, last + timedelta(microseconds=1)) == 1


def test_reading_ends_with_the_last_other_yes_and_not_by_a_day_of_its_own() -> None:
    a_year = timezone.localdate(NOW + 365 * DAY)
    row, page = published(sent(choices={**ALL_YES, Purpose.READ: Choice(True, until=a_year)}))
    assert Consent.objects.get(submission=row, purpose=Purpose.READ).until is None
    assert retention.expire_consents(NOW + 400 * DAY) == 0
    assert list(StoryPage.objects.public()) == [page]


def test_how_to_reach_somebody_is_kept_for_thirty_days_after_the_decision() -> None:
    told = Told(text="Tekst", contact="sanne@example.org")
    (late, _page), waiting = published(sent(told=told, now=NOW - 31 * DAY), now=NOW - 31 * DAY), sent(told=told)
    assert twice(retention.clear_contact, NOW) == 1
    late.refresh_from_db()
    waiting.refresh_from_db()
    assert (late.contact, waiting.contact, late.text) == ("", "sanne@example.org", "Tekst")


def test_a_name_that_may_not_stand_with_the_story_is_not_kept() -> None:
    named = {**ALL_YES, Purpose.PUBLISH: Choice(True, named=True)}
    kept, over = (published(sent(told=Told(text="Tekst", name="Noor"), choices=named)) for _ in range(2))
    Consent.objects.filter(submission=over[0], purpose=Purpose.PUBLISH).update(named=False)
    assert twice(retention.clear_names, NOW) == 1
    assert [Submission.objects.get(pk=row.pk).name for row, _page in (kept, over)] == ["Noor", ""]
    assert list(StoryPage.objects.exclude(teller_name="")) == [kept[1]]


def test_no_answer_in_time_is_no_publication() -> None:
    row, _proposal = proposed(now=NOW - 29 * DAY)
    other, _proposal = proposed(now=NOW - 27 * DAY)
    assert twice(retention.lapse_proposals, NOW) == 1
    states = [Submission.objects.get(pk=pk).state for pk in (row.pk, other.pk)]
    assert states == [State.DECLINED, State.WAITING]


def test_consent_that_ended_is_as_if_it_was_taken_back(client: Client) -> None:
    today = timezone.localdate(NOW)
    until = {**ALL_YES, Purpose.PUBLISH: Choice(True, until=today)}
    row, page = published(sent(choices=until), now=NOW)
    written = StoryPageFactory(consent_until=today)
    assert retention.expire_consents(NOW) == 0
    assert twice(retention.expire_consents, NOW + DAY) == 2
    assert not Submission.objects.filter(pk=row.pk).exists()
    assert not StoryPage.objects.filter(pk__in=[page.pk, written.pk]).exists()
    assert GoneAddress.objects.count() == 2


def test_who_said_yes_again_between_the_list_and_its_turn_keeps_the_story() -> None:
    first, second = (StoryPageFactory(consent_until=NOW.date() - 2 * DAY) for _ in range(2))

    def say_yes_again(instance: StoryPage, **kwargs: Any) -> None:
        StoryPage.objects.filter(pk=second.pk).update(consent_until=None)

    pre_delete.connect(say_yes_again, sender=StoryPage)
    try:
        assert retention.expire_consents(NOW) == 1
    finally:
        pre_delete.disconnect(say_yes_again, sender=StoryPage)
    assert list(StoryPage.objects.all()) == [second] != [first]


def test_a_day_that_is_past_erases_nothing_that_is_being_written() -> None:
    past = timezone.localdate(NOW - DAY)
    writing = StoryPageFactory(live=False, consent_until=past)
    StoryPageFactory(live=False, consent_until=past, first_published_at=NOW - 2 * DAY)
    assert twice(retention.expire_consents, NOW) == 1
    assert list(StoryPage.objects.all()) == [writing]


def test_what_was_planned_for_after_its_last_day_stays_a_draft() -> None:
    page = StoryPageFactory(live=False, consent_until=timezone.localdate(NOW - 2 * DAY))
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=NOW - DAY)
    assert publish_planned(NOW) == 1
    assert list(overdue(NOW)) == [page.page_ptr]
    assert twice(retention.expire_consents, NOW) == 0
    assert not StoryPage.objects.get().live


def test_a_file_of_which_there_is_no_row_goes_once_it_is_no_upload_under_way(tmp_path: Path) -> None:
    stray = sent().uid
    files._write(files._path(stray), b"")
    assert retention.sweep_files(timezone.now()) == 0
    assert twice(retention.sweep_files, timezone.now() + 2 * timedelta(hours=1)) == 1


def test_a_file_that_is_none_of_ours_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "kladje.enc").touch()
    assert retention.sweep_files(NOW) == 0
    assert (folder / "kladje.enc").exists()


def test_what_the_log_holds_of_a_story_that_somebody_deleted_goes_too() -> None:
    page = StoryPageFactory()
    page.save_revision(log_action=True)
    page.delete()
    retention.sweep_traces()
    assert not PageLogEntry.objects.filter(page=page.pk).exists()


def test_a_browser_stays_in_until_its_time_is_over() -> None:
    draft(now=NOW)
    assert twice(retention.close_sessions, NOW + 8 * DAY) == 1
    assert not TellerSession.objects.exists()


@pytest.mark.parametrize("name", ["stories_consent", "stories_retention", "search_renew_files"])
def test_the_clock_does_it(name: str) -> None:
    assert jobs.run(name) is Outcome.DONE
