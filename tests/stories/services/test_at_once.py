"""Two people at the same moment, each in a connection of their own: one goes first, the other finds what that left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User
from coalitions.models import CoalitionPage
from stories.consent.choosing import Choice
from stories.gone import is_gone
from stories.keeping import retention
from stories.models import Outcome, Purpose, Reply, State, StoryIndexPage, StoryPage, Submission
from stories.services import publishing, reviewing, telling, withdrawing
from stories.services.changing import ChangedMeanwhile, Gone, NotNow
from stories.services.publishing import Placement
from stories.services.telling import Told
from tests.at_once import at_once, closing
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.coalitions import editor as national_editor
from tests.factories.submissions import ALL_YES, CHECKED, an_editor, approved, proposed, published, sent

pytestmark = [pytest.mark.postgres, pytest.mark.every_example, pytest.mark.django_db(transaction=True)]


def publish(row: Submission, editor: User) -> Callable[[], StoryPage]:
    place = Placement(StoryIndexPage.objects.get())
    return lambda: publishing.publish(submission=row, editor=editor, placement=place)


def test_published_and_then_withdrawn_leaves_nothing() -> None:
    row = approved()
    page, error = at_once(publish(row, an_editor()), lambda: withdrawing.withdraw(submission=row))
    assert isinstance(page, StoryPage) and error is None
    assert not Submission.objects.exists() and not StoryPage.objects.exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk).exists()
    assert is_gone(page.url)


def test_withdrawn_and_then_published_is_not_published() -> None:
    row = approved()
    _, error = at_once(lambda: withdrawing.withdraw(submission=row), publish(row, an_editor()))
    assert isinstance(error, Gone)
    assert not Submission.objects.exists() and not StoryPage.objects.exists()


def test_published_twice_is_one_page() -> None:
    row = approved()
    one, other = at_once(publish(row, an_editor()), publish(row, an_editor()))
    assert one == other == StoryPage.objects.get()


def test_two_editors_who_decide_at_once_do_not_both_decide() -> None:
    row, _proposal = proposed()

    def decide(outcome: Outcome) -> Callable[[], Any]:
        editor = an_editor()
        return lambda: reviewing.decide(
            submission=row, editor=editor, outcome=outcome, checklist=CHECKED, version=row.version
        )

    _, error = at_once(decide(Outcome.DECLINE), decide(Outcome.APPROVE))
    assert isinstance(error, ChangedMeanwhile)
    assert [decision.outcome for decision in row.decisions.all()] == [Outcome.DECLINE]


@pytest.mark.parametrize(("second", "error"), [(Reply.YES, None), (Reply.NO, NotNow)], ids=["hetzelfde", "iets anders"])
def test_a_teller_who_answers_twice_at_once_answered_once(second: Reply, error: type[Exception] | None) -> None:
    row, proposal = proposed()

    def say(reply: Reply) -> Callable[[], Submission]:
        return lambda: reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=reply)

    _, other = at_once(say(Reply.YES), say(second))
    assert isinstance(other, error or Submission)
    row.refresh_from_db()
    assert (row.state, row.proposals.get().reply) == (State.APPROVED, Reply.YES)


@pytest.mark.parametrize("button", ["action-publish", "save"])
def test_an_editor_who_saves_what_was_withdrawn_since_the_form_was_read_is_told(client: Client, button: str) -> None:
    row, page = published()
    client.force_login(national_editor())

    def meanwhile(request: Any, opened: Page) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(closing, lambda: withdrawing.withdraw(submission=row)).result(30)

    with hooks.register_temporarily("before_edit_page", meanwhile):
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {button: "1"})
    assert (answer.status_code, "Dit verhaal is weg" in answer.content.decode()) == (410, True)
    assert client.get(page.url).status_code == 410
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk).exists()


def test_a_yes_that_is_being_said_saves_a_story_whose_time_is_over() -> None:
    now = timezone.now()
    row = approved(sent(told=Told(text="Iets.", coalition=CoalitionPageFactory()), choices=ALL_YES))
    telling.choose_consent(submission=row, choices={**ALL_YES, Purpose.COALITION: Choice(False)})
    coalition = CoalitionPage.objects.get()
    Submission.objects.update(decided_at=now - timedelta(days=300), coalition=coalition)
    say_yes = partial(telling.choose_consent, submission=row, choices={Purpose.COALITION: Choice(True)})
    at_once(say_yes, partial(retention.erase_unpublished, now))
    assert Submission.objects.exists()
