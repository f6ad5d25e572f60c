"""What tellers share with a coalition, and what it answered, goes along when it goes on within another."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from coalitions.merging import merge_coalitions
from coalitions.models import CoalitionPage
from mail.models import Message
from stories.consent.choosing import Choice
from stories.mails import changed
from stories.models import CoalitionAnswer, CoalitionResponse, Placing, Purpose, State, StoryPage, Submission
from stories.responding.reading import promises_due
from stories.services import telling
from stories.services.sharing import shared_with
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import ALL_YES, approved, draft, published, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"


@pytest.fixture
def source() -> CoalitionPage:
    return CoalitionPageFactory(title="Wormerland")


@pytest.fixture
def target() -> CoalitionPage:
    return CoalitionPageFactory(title="Zaanstreek")


def shared(coalition: CoalitionPage) -> Submission:
    return approved(sent(told=Told(text="Tekst", coalition=coalition), choices=ALL_YES))


def messages(row: Submission) -> list[str]:
    return [message.text for message in row.messages.all()]


def test_the_other_coalition_reads_what_was_shared_and_its_teller_hears_so(
    source: CoalitionPage, target: CoalitionPage
) -> None:
    row, elsewhere = shared(source), shared(CoalitionPageFactory())
    merge_coalitions(source=source, target=target)
    assert list(shared_with(target)) == [row] and not shared_with(source).exists()
    assert len(messages(row)) == 1 and "Wormerland" in messages(row)[0] and "Zaanstreek" in messages(row)[0]
    assert messages(elsewhere) == []


def test_who_wanted_mail_gets_one_without_a_word_of_it(source: CoalitionPage, target: CoalitionPage) -> None:
    row = approved(sent(told=Told(text="Tekst", coalition=source, contact="ik@voorbeeld.test"), choices=ALL_YES))
    before = Message.objects.filter(composer="stories.changed").count()
    merge_coalitions(source=source, target=target)
    mail = changed({"submission": row.pk})
    assert mail is not None and mail.to == ["ik@voorbeeld.test"]
    assert "er is daarbij iets veranderd" in mail.body.lower() and "Zaanstreek" not in mail.body
    assert Message.objects.filter(composer="stories.changed").count() == before + 1


def test_of_what_is_not_placed_nobody_reads_and_nobody_is_told(source: CoalitionPage, target: CoalitionPage) -> None:
    row = shared(source)
    Submission.objects.filter(pk=row.pk).update(state=State.DECLINED)
    merge_coalitions(source=source, target=target)
    assert messages(row) == [] and not shared_with(target).exists()


def test_a_no_afterwards_counts_for_the_other_one(source: CoalitionPage, target: CoalitionPage) -> None:
    row = shared(source)
    merge_coalitions(source=source, target=target)
    telling.choose_consent(submission=row, choices={Purpose.COALITION: Choice(False)})
    assert not shared_with(target).exists()
    row.refresh_from_db()
    assert row.coalition is None


def test_who_is_still_writing_has_the_other_one_chosen_and_hears_nothing(
    source: CoalitionPage, target: CoalitionPage
) -> None:
    row = draft()
    telling.save_draft(submission=row, told=Told(coalition=source))
    telling.choose_consent(submission=row, choices={Purpose.COALITION: Choice(True)})
    merge_coalitions(source=source, target=target)
    row.refresh_from_db()
    assert (row.coalition, messages(row)) == (target, [])


def test_what_was_answered_stays_to_be_read_and_a_promise_is_asked_after(
    source: CoalitionPage, target: CoalitionPage
) -> None:
    now = timezone.now()
    response = CoalitionResponse.objects.create(
        story=StoryPageFactory(),
        coalition=source,
        answer=CoalitionAnswer.WILL_CHANGE,
        what="Een eigen spreekuur.",
        at=now,
        checked_at=now,
        ask_again=timezone.localdate() - timedelta(days=1),
    )
    merge_coalitions(source=source, target=target)
    assert list(CoalitionResponse.objects.for_readers()) == [response]
    assert promises_due(target, timezone.localdate()) == [response]


def test_what_was_told_and_stands_below_it_goes_along_with_the_editor_who_merges(
    source: CoalitionPage, target: CoalitionPage
) -> None:
    _row, page = published(sent(told=Told(text="Tekst", placing=Placing.MUNICIPALITY)))
    page.move(source, pos="last-child")
    merge_coalitions(source=CoalitionPage.objects.get(pk=source.pk), target=target, by=editor())
    assert list(StoryPage.objects.public().child_of(CoalitionPage.objects.get(pk=target.pk))) == [page]
