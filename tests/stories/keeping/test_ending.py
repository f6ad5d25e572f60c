"""Each yes that ends is warned of, and is then as if it was taken back; by a shifted clock, and twice is as once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from mail.models import Message
from mail.outbox import send_due
from stories.consent.choosing import Choice, answers_of
from stories.consent.using import may_be_used
from stories.keeping import ending, retention
from stories.models import Consent, Outcome, Purpose, Submission
from stories.services import reviewing, telling
from stories.services.sharing import shared_with
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.submissions import ALL_YES, an_editor, approved, published, sent

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
ADDRESS = "sanne@example.org"
SOON = Choice(True, until=timezone.localdate(NOW + 20 * DAY))
LASTING = [Purpose.PUBLISH, Purpose.COALITION, Purpose.MONITOR, Purpose.CONTACT]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


def told_with(**choices: Choice) -> Submission:
    """Sent, with a coalition and an address, yes to all, and these answers in place of theirs (by name of Purpose)."""
    told = Told(title="Titel", text="Tekst", contact=ADDRESS, coalition=CoalitionPageFactory())
    return sent(told=told, choices={**ALL_YES, **{Purpose[name]: choice for name, choice in choices.items()}})


def twice(step: Callable[[datetime], int], now: datetime) -> int:
    """How many the first time; the second time there is nothing left to do."""
    count = step(now)
    assert step(now) == 0
    return count


def mailed() -> list[str]:
    """To whom the mail about an end goes; of its way to the site the teller heard before."""
    Message.objects.exclude(composer="stories.ending").delete()
    send_due(timezone.now() + timedelta(minutes=1))
    return [message.to[0] for message in mail.outbox]


class TestWarning:
    @pytest.mark.parametrize("purpose", LASTING)
    def test_the_teller_hears_once_of_each_without_topic_title_or_code(self, purpose: Purpose) -> None:
        row, _page = published(told_with(**{purpose.name: SOON}))
        published(told_with())
        assert twice(ending.warn, NOW) == 1
        assert not Message.objects.exclude(text="", to=[]).exists(), "the outbox holds no address"
        assert mailed() == [ADDRESS]
        said = mail.outbox[0].subject + mail.outbox[0].body
        assert not any(word in said for word in ("verhaal", "Titel", "Tekst", str(row.uid)))

    def test_two_that_end_together_are_one_mail(self) -> None:
        published(told_with(PUBLISH=SOON, COALITION=SOON))
        assert twice(ending.warn, NOW) == 1
        assert mailed() == [ADDRESS]

    def test_a_day_that_is_chosen_anew_is_warned_of_anew(self) -> None:
        row, _page = published(told_with(PUBLISH=SOON))
        assert ending.warn(NOW) == 1
        later = timezone.localdate(NOW + 365 * DAY)
        telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(True, until=later)})
        assert ending.warn(NOW) == 0
        assert ending.warn(NOW + 340 * DAY) == 1

    def test_who_did_not_ask_for_mail_gets_none(self) -> None:
        published(told_with(PUBLISH=SOON, CONTACT=Choice(False)))
        assert ending.warn(NOW) == 1
        assert mailed() == []

    def test_of_what_nothing_is_done_with_nobody_hears(self) -> None:
        told_with(PUBLISH=SOON)  # it isn't on the site
        sent(told=Told(text="Tekst"), choices={**ALL_YES, Purpose.COALITION: SOON, Purpose.CONTACT: SOON})
        declined = told_with(COALITION=SOON, MONITOR=SOON)
        reviewing.decide(submission=declined, editor=an_editor(), outcome=Outcome.DECLINE, checklist={})
        assert ending.warn(NOW) == 0
        assert not ending.soon_over(NOW).exists()


class TestEnding:
    def test_what_was_shared_is_so_no_longer_and_with_whom_is_forgotten(self) -> None:
        row = approved(told_with(COALITION=SOON))
        coalition = row.coalition
        assert coalition is not None
        assert list(shared_with(coalition, NOW)) == [row]
        assert twice(ending.end_answers, NOW + 20 * DAY) == 0, "through its last day"
        assert twice(ending.end_answers, NOW + 21 * DAY) == 1
        assert list(shared_with(coalition, NOW)) == []
        row.refresh_from_db()
        assert (row.coalition, row.contact) == (None, ADDRESS)

    def test_an_address_is_not_kept_longer_than_it_may_be_used(self) -> None:
        row = told_with(CONTACT=SOON)
        assert twice(ending.end_answers, NOW + 21 * DAY) == 1
        row.refresh_from_db()
        assert row.contact == "" and row.coalition is not None

    def test_a_name_goes_with_the_yes_to_the_site(self) -> None:
        named = Choice(True, named=True, until=SOON.until)
        row = sent(told=Told(text="Tekst", name="Noor"), choices={**ALL_YES, Purpose.PUBLISH: named})
        ending.end_answers(NOW + 21 * DAY)
        row.refresh_from_db()
        assert row.name == ""

    def test_nobody_said_no_so_no_answer_is_added(self) -> None:
        row = told_with(MONITOR=SOON)
        count = Consent.objects.filter(submission=row).count()
        assert twice(ending.end_answers, NOW + 21 * DAY) == 1
        assert Purpose.MONITOR not in answers_of(row)
        assert Consent.objects.filter(submission=row).count() == count
        assert may_be_used(row, Purpose.PUBLISH)

    def test_what_stands_on_the_site_is_for_who_erases_it(self) -> None:
        row, _page = published(told_with(PUBLISH=SOON, COALITION=Choice(False)))
        assert ending.end_answers(NOW + 21 * DAY) == 0
        assert retention.expire_consents(NOW + 21 * DAY) == 1
        assert not Submission.objects.filter(pk=row.pk).exists()
