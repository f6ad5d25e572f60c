"""What tellers share with a coalition: the agreed text, for its coordinators alone, as long as the yes lives."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone

from coalitions.models import CoalitionPage
from stories.consent.choosing import Choice
from stories.keeping import retention
from stories.models import AuditAction, AuditRow, Consent, Outcome, Purpose, State, Submission, Urgency
from stories.moderation.queue import found_on, shelves
from stories.services import reviewing, telling, withdrawing
from stories.services.showing import follow_pages
from stories.services.telling import Told
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of
from tests.factories.coalitions import editor as national_editor
from tests.factories.submissions import ALL_YES, an_editor, approved, proposed, published, sent

pytestmark = pytest.mark.django_db

LIST = "/coalitie/ons/gedeeld/"
NOT_ON_THE_SITE = {**ALL_YES, Purpose.PUBLISH: Choice(False)}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons", slug="ons")


@pytest.fixture
def told(coalition: CoalitionPage) -> Submission:
    """With a yes to sharing and none to the site."""
    return sent(told=Told(title="RAUW", text="RAUW", name="RAUW", coalition=coalition), choices=NOT_ON_THE_SITE)


@pytest.fixture
def coordinator(coalition: CoalitionPage, client: Client) -> Client:
    client.force_login(coordinator_of(coalition))
    return client


def address(row: Submission) -> str:
    return f"{LIST}{row.uid}/"


def seen(client: Client, row: Submission) -> bool:
    """Whether it is in the list and opens; never one without the other."""
    listed = str(row.uid) in client.get(LIST).content.decode()
    assert (client.get(address(row)).status_code == 200) is listed
    return listed


def test_the_agreed_text_is_read_and_nothing_else_of_the_story(coordinator: Client, told: Submission) -> None:
    row = approved(told, title="Een lange nacht", text="De nacht was lang.")
    assert "Verhalen die met ons gedeeld zijn</a> (1)" in coordinator.get("/coalitie/ons/verhalen/").content.decode()
    listed, text = (coordinator.get(path).content.decode() for path in (LIST, address(row)))
    assert "De nacht was lang." in text and "Een lange nacht" in text
    assert "Een lange nacht" not in listed, "nobody opened it by seeing its row"
    assert "RAUW" not in listed + text


def test_each_opening_is_noted_and_the_teller_sees_how_often(coordinator: Client, told: Submission) -> None:
    row = approved(told)
    coordinator.get(LIST)
    assert not AuditRow.objects.filter(action=AuditAction.OPENED_BY_COALITION).exists()
    answer = coordinator.get(address(row))
    assert answer["Cache-Control"] == "no-store"
    noted = AuditRow.objects.get(action=AuditAction.OPENED_BY_COALITION)
    assert (noted.submission, noted.staff_id) == (row.uid, answer.wsgi_request.user.pk)


def test_not_before_the_teller_and_a_second_editor_said_yes(coordinator: Client, told: Submission) -> None:
    assert not seen(coordinator, told)
    row, proposal = proposed(told)
    assert not seen(coordinator, row)
    reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply="ja")
    assert not seen(coordinator, row)


def no(purpose: Purpose) -> Callable[[Submission], object]:
    return lambda row: telling.choose_consent(submission=row, choices={purpose: Choice(False)})


def is_over(row: Submission) -> None:
    yes = Consent.objects.filter(submission=row, purpose=Purpose.COALITION)
    yes.update(until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize(
    "ends",
    [
        no(Purpose.COALITION),
        is_over,
        lambda row: withdrawing.withdraw(submission=row),
        lambda row: telling.change_sent(submission=row, told=Told(text="Anders.")),
        lambda row: reviewing.decide(
            submission=row, editor=an_editor(), outcome=Outcome.DECLINE, checklist={}, reason="Toch niet."
        ),
    ],
    ids=["a no", "over", "withdrawn", "changed", "declined"],
)
def test_it_vanishes_at_once(ends: Callable[[Submission], object], coordinator: Client, told: Submission) -> None:
    row = approved(told)
    assert seen(coordinator, row)
    ends(row)
    assert not seen(coordinator, row)


def test_a_no_leaves_no_coalition_in_the_row(told: Submission) -> None:
    no(Purpose.COALITION)(told)
    told.refresh_from_db()
    assert told.coalition is None


def test_it_is_for_coordinators_of_that_coalition_alone(client: Client, coalition: Any, told: Submission) -> None:
    row, other = approved(told), CoalitionPageFactory(slug="ander")
    for user in (member_of(coalition), coordinator_of(other), national_editor()):
        client.force_login(user)
        assert [client.get(path).status_code for path in (LIST, address(row))] == [404, 404]
    client.force_login(coordinator_of(other))
    assert client.get(f"/coalitie/ander/gedeeld/{row.uid}/").status_code == 404
    client.logout()
    assert client.get(LIST).status_code == 302


def test_what_is_taken_off_the_site_alone_stays_shared_and_is_kept_as_long_as_that(
    coordinator: Client, coalition: CoalitionPage
) -> None:
    long_ago = timezone.now() - 2 * site_settings.KEEP_UNPUBLISHED
    row, _page = published(sent(told=Told(text="Tekst", coalition=coalition), now=long_ago), now=long_ago)
    telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(False)}, now=long_ago)
    assert retention.erase_unpublished(timezone.now()) == 0
    row.refresh_from_db()
    assert row.state == State.WITHDRAWN and seen(coordinator, row)
    no(Purpose.COALITION)(row)
    assert retention.erase_unpublished(timezone.now()) == 1


def test_what_an_editor_unpublished_stays_shared_until_the_teller_says_no(
    coordinator: Client, coalition: CoalitionPage
) -> None:
    row, page = published(sent(told=Told(text="Tekst", coalition=coalition)))
    page.unpublish()
    follow_pages()
    assert seen(coordinator, row)
    later = timezone.now() + 2 * site_settings.KEEP_UNPUBLISHED
    assert retention.erase_unpublished(later) == 0
    no(Purpose.COALITION)(row)
    assert not seen(coordinator, row)
    assert retention.erase_unpublished(later) == 1


def test_what_may_be_on_the_site_no_longer_stays_shared_too(coordinator: Client, coalition: CoalitionPage) -> None:
    until = {**ALL_YES, Purpose.PUBLISH: Choice(True, until=timezone.localdate())}
    row, page = published(sent(told=Told(text="Tekst", coalition=coalition), choices=until))
    tomorrow = timezone.now() + timedelta(days=1)
    assert [retention.expire_consents(tomorrow), retention.expire_consents(tomorrow)] == [1, 0]
    row.refresh_from_db()
    assert row.state == State.EXPIRED and seen(coordinator, row)
    assert coordinator.get(page.url).status_code == 410


def test_without_the_key_it_goes_altogether(coalition: CoalitionPage, settings: Any) -> None:
    until = {**ALL_YES, Purpose.PUBLISH: Choice(True, until=timezone.localdate())}
    settings.STORY_KEYS = ["oud"]
    published(sent(told=Told(text="Tekst", coalition=coalition), choices=until))
    settings.STORY_KEYS = ["nieuw"]
    assert retention.expire_consents(timezone.now() + timedelta(days=1)) == 1
    assert not Submission.objects.exists()


def test_editors_see_with_which_coalition(client: Client, told: Submission) -> None:
    client.force_login(national_editor())
    row = approved(told)
    shown = client.get(f"/redactie/verhalen/{row.uid}/").content.decode()
    assert "<dt>Delen met</dt><dd>Van ons</dd>" in shown
    assert "De coalitie Van ons leest de tekst nu." in shown


def test_what_is_not_for_the_site_waits_for_nobody_once_it_is_agreed_on(told: Submission) -> None:
    assert list(found_on("")) == [told]
    row = approved(told)
    assert list(found_on("")) == []
    assert {shelf.key: shelf.total for shelf in shelves("")}["open"] == 0
    assert list(found_on(State.APPROVED)) == [row]
    reviewing.heed(submission=row, urgency=[Urgency.SUICIDE])
    assert list(found_on("")) == [row]
    telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(True)})
    reviewing.mark_urgent(submission=row, editor=an_editor(), urgent=False)
    assert list(found_on("")) == [row], "now it can go on the site"
