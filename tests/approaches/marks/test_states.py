"""Lists of editors ask of many approaches what their marks say of one."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from approaches.confirmation.models import Answer
from approaches.confirmation.services import confirm, give_up, open_request, settle
from approaches.marks.models import CheckOutcome
from approaches.marks.states import CheckState, ConfirmationState
from approaches.models import ApproachPage
from approaches.retirement.models import RetirementReason
from approaches.retirement.services import retire
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import coordinator_of, editor, member_of
from tests.factories.marks import checked, published, republish, years_ago

pytestmark = pytest.mark.django_db


def never() -> ApproachPage:
    return published()


def changed() -> ApproachPage:
    page = published()
    checked(page)
    return republish(page, summary="Nu anders.")


def changed_after_a_remark() -> ApproachPage:
    page = published()
    checked(page, CheckOutcome.NEEDS_CHANGE)
    return republish(page, summary="Nu anders.")


def version_gone() -> ApproachPage:
    page = published()
    checked(page)
    page.checks.update(version=None)
    return page


def needs_change() -> ApproachPage:
    page = published()
    checked(page)
    checked(page, CheckOutcome.NEEDS_CHANGE)
    return page


def in_order() -> ApproachPage:
    page = published()
    checked(page, CheckOutcome.NEEDS_CHANGE)
    checked(page)
    return page


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (never, CheckState.NEVER),
        (changed, CheckState.CHANGED),
        (changed_after_a_remark, CheckState.CHANGED),
        (version_gone, CheckState.CHANGED),
        (needs_change, CheckState.NEEDS_CHANGE),
        (in_order, CheckState.CURRENT),
    ],
)
def test_every_approach_is_in_exactly_one_state_of_the_check(
    make: Callable[[], ApproachPage], expected: CheckState
) -> None:
    page = make()
    states = [state for state in CheckState if page in ApproachPage.objects.in_check_state(state)]
    assert states == [expected]
    waits = expected in (CheckState.NEVER, CheckState.CHANGED)
    assert (page in ApproachPage.objects.to_check()) is waits
    # The mark on the page says the same.
    assert ApproachPage.objects.get(pk=page.pk).marks[0].is_open is (expected != CheckState.CURRENT)


def test_a_draft_and_what_was_taken_away_wait_for_nobody() -> None:
    ApproachPageFactory(live=False)
    retire(page=published(at=years_ago(2)), reason=RetirementReason.OUTDATED)
    assert not ApproachPage.objects.to_check().exists()
    assert not ApproachPage.objects.to_confirm(timezone.now()).exists()


def fresh() -> ApproachPage:
    return published()


def due() -> ApproachPage:
    return published(at=years_ago(2))


def asked() -> ApproachPage:
    page = due()
    open_request(page_id=page.pk, now=timezone.now())
    return page


def unanswered() -> ApproachPage:
    page = due()
    give_up(request=open_request(page_id=page.pk, now=years_ago(0.5)), now=years_ago(0.3))
    return page


def unanswered_but_published_since() -> ApproachPage:
    page = unanswered()
    return republish(page, summary="Nu anders.", by=member_of(page.get_parent().specific))


def unanswered_and_corrected_by_editors() -> ApproachPage:
    return republish(unanswered(), summary="Nu anders.", by=editor())


def confirmed() -> ApproachPage:
    page = unanswered()
    confirm(page_id=page.pk, user=coordinator_of(page.get_parent().specific))
    return page


def confirmed_by_the_link() -> ApproachPage:
    page = due()
    settle(nonce=open_request(page_id=page.pk, now=timezone.now()).nonce, answer=Answer.HOLDS)
    return page


@pytest.mark.parametrize(
    ("make", "expected", "waits"),
    [
        (fresh, [], False),
        (due, [ConfirmationState.OPEN, ConfirmationState.DUE], True),
        (asked, [ConfirmationState.OPEN, ConfirmationState.ASKED], True),
        (unanswered, [ConfirmationState.OPEN, ConfirmationState.UNANSWERED], True),
        (unanswered_but_published_since, [], False),
        (unanswered_and_corrected_by_editors, [ConfirmationState.OPEN, ConfirmationState.UNANSWERED], True),
        (confirmed, [ConfirmationState.CONFIRMED], False),
        (confirmed_by_the_link, [ConfirmationState.CONFIRMED], False),
    ],
)
def test_what_the_coalition_says(
    make: Callable[[], ApproachPage], expected: list[ConfirmationState], waits: bool
) -> None:
    page, now = make(), timezone.now()
    states = [state for state in ConfirmationState if page in ApproachPage.objects.in_confirmation_state(state, now)]
    assert states == expected
    assert (page in ApproachPage.objects.to_confirm(now)) is waits
