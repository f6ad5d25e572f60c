"""The whole way of a story, from the first tick to the last trace, by the services alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from stories.consent.choosing import Choice
from stories.gone import is_gone
from stories.keeping import retention
from stories.keeping.code import code_of, new_key, readable
from stories.models import Consent, Outcome, Purpose, Reply, State, StoryIndexPage, StoryPage, Submission
from stories.services import door, publishing, reviewing, telling, withdrawing
from stories.services.changing import ChangedMeanwhile, Gone, NotNow
from stories.services.publishing import NoConsent, NotApproved, Placement
from stories.services.telling import ConsentNeeded, NothingTold, Told, TooYoung
from tests.factories.submissions import ALL_YES, CHECKED, an_editor, approved, draft, proposed, published, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


class TestTelling:
    def test_nothing_is_stored_without_the_yes_or_below_sixteen(self) -> None:
        with pytest.raises(ConsentNeeded):
            draft(keep_draft=False)
        with pytest.raises(TooYoung):
            draft(sixteen_or_older=False)
        assert not Submission.objects.exists()

    def test_a_draft_that_may_not_be_kept_any_longer_is_thrown_away_at_once(self) -> None:
        telling.choose_consent(submission=draft(), choices={Purpose.DRAFT: Choice(False)})
        assert not Submission.objects.exists()

    def test_the_same_key_twice_is_one_story(self) -> None:
        key = new_key()
        assert draft(key) == draft(key)

    def test_sending_twice_is_sending_once(self) -> None:
        row = sent()
        assert telling.send(submission=row, version=1).version == row.version

    def test_it_is_not_sent_without_text_or_without_a_reader(self) -> None:
        row = draft()
        with pytest.raises(NothingTold):
            telling.send(submission=row)
        telling.save_draft(submission=row, told=Told(text="Iets"))
        with pytest.raises(ConsentNeeded):
            telling.send(submission=row)

    def test_two_windows_do_not_overwrite_each_other(self) -> None:
        row = draft()
        telling.save_draft(submission=row, told=Told(text="een"), version=row.version)
        with pytest.raises(ChangedMeanwhile):
            telling.save_draft(submission=row, told=Told(text="twee"), version=row.version)

    def test_changing_what_was_sent_lets_an_earlier_yes_lapse(self) -> None:
        row = approved()
        telling.change_sent(submission=row, told=Told(text="Anders."))
        row.refresh_from_db()
        assert (row.state, row.text) == (State.SENT, "Anders.")
        with pytest.raises(NotNow):
            publishing.publish(submission=row, editor=an_editor(), placement=Placement(StoryIndexPage.objects.get()))


class TestCode:
    def test_it_opens_and_the_browser_stays_in(self) -> None:
        key = new_key()
        row = sent(key)
        opened = door.open_with_code(typed=readable(code_of(key)).lower(), client="192.0.2.1")
        assert opened.submission == row
        assert door.submission_of(key=opened.key) == row
        assert door.submission_of(key=new_key()) is None

    def test_wrong_ones_are_counted_and_the_right_one_still_opens(self) -> None:
        key = new_key()
        row = sent(key)
        answers = [door.open_with_code(typed=code_of(new_key()), client="192.0.2.1") for _ in range(11)]
        assert answers[9] == door.Door()
        assert answers[10].retry_after > 0
        assert door.open_with_code(typed=code_of(key), client="192.0.2.1").submission == row


class TestPublishing:
    def test_the_page_holds_the_approved_text_and_nothing_else(self) -> None:
        row, page = published(sent(told=Told(text="RAUW", title="RAUW", name="RAUW", contact="RAUW")), title="Klaar")
        assert page.live and page.from_submission and page.title == "Klaar"
        assert "RAUW" not in str(StoryPage.objects.filter(pk=page.pk).values().get())
        assert "klaar" not in page.slug
        assert (row.state, row.page) == (State.PUBLISHED, page)
        assert list(StoryPage.objects.public()) == [page]

    def test_not_without_a_second_editor_nor_the_teller(self) -> None:
        row, proposal = proposed()
        editor = an_editor()
        place = Placement(StoryIndexPage.objects.get())
        reviewing.decide(submission=row, editor=editor, outcome=Outcome.APPROVE, checklist=CHECKED)
        with pytest.raises(NotNow):
            publishing.publish(submission=row, editor=editor, placement=place)
        other, proposal = proposed()
        reviewing.answer_proposal(submission=other, proposal=proposal.pk, reply=Reply.YES)
        with pytest.raises(NotApproved):
            publishing.publish(submission=other, editor=editor, placement=place)

    def test_not_without_consent(self) -> None:
        row = approved(sent(choices={**ALL_YES, Purpose.PUBLISH: Choice(False)}))
        with pytest.raises(NoConsent):
            publishing.publish(submission=row, editor=an_editor(), placement=Placement(StoryIndexPage.objects.get()))


class TestBackByAYes:
    """After a no to the site alone, or when its time was over, a new yes begins anew."""

    def off_the_site(self, way: str) -> Submission:
        row, _page = published()
        if way == "no":
            return telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(False)})
        Consent.objects.filter(submission=row, purpose=Purpose.PUBLISH).update(until=date(2020, 1, 1))
        return withdrawing.take_page_down(submission=row, state=State.EXPIRED)

    @pytest.mark.parametrize("way", ["no", "over"])
    def test_it_waits_for_the_editors_and_is_on_no_page(self, way: str) -> None:
        row = self.off_the_site(way)
        telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(True)})
        row.refresh_from_db()
        assert row.state == State.SENT and row in Submission.objects.queue()
        assert not StoryPage.objects.exists()

    def test_neither_yes_of_before_counts(self) -> None:
        row = self.off_the_site("no")
        telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(True)})
        placement = Placement(StoryIndexPage.objects.get())
        with pytest.raises(NotNow):
            publishing.publish(submission=row, editor=an_editor(), placement=placement)
        row, _proposal = proposed(row)
        with pytest.raises(NotNow):
            publishing.publish(submission=row, editor=an_editor(), placement=placement)
        row, page = published(row)
        assert StoryPage.objects.public().get() == page

    def test_it_is_kept_from_then_on(self, settings: Any) -> None:
        row = self.off_the_site("no")
        Submission.objects.update(sent_at=timezone.now() - 2 * settings.KEEP_UNPUBLISHED)
        telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(True)})
        assert retention.erase_unpublished(timezone.now()) == 0

    @pytest.mark.parametrize("purpose", [Purpose.MONITOR, Purpose.CONTACT])
    def test_a_yes_to_something_else_leaves_it_where_it_is(self, purpose: Purpose) -> None:
        row = self.off_the_site("no")
        assert telling.choose_consent(submission=row, choices={purpose: Choice(True)}).state == State.WITHDRAWN


class TestWithdrawing:
    def test_nothing_is_left_and_the_code_opens_nothing(self) -> None:
        key = new_key()
        row, page = published(sent(key))
        path = page.url
        withdrawing.withdraw(submission=row)
        withdrawing.withdraw(submission=row)
        assert not Submission.objects.exists()
        assert not StoryPage.objects.filter(pk=page.pk).exists()
        assert is_gone(path)
        assert door.open_with_code(typed=code_of(key), client="192.0.2.1") == door.Door()
        with pytest.raises(Gone):
            reviewing.open_story(submission=row, editor=an_editor())
