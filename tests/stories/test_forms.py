"""The form of a story."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from stories.models import StoryIndexPage, StoryPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


def offered(parent: Any, story: StoryPage | None = None) -> list[ApproachPage]:
    form_class = StoryPage.get_edit_handler().get_form_class()
    form = form_class(instance=story or StoryPage(), parent_page=parent)
    return list(form.fields["approaches"].queryset)


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory()


def test_below_a_coalition_its_own_approaches_are_offered_drafts_too(coalition: CoalitionPage) -> None:
    first = ApproachPageFactory(parent=coalition, title="A")
    second = ApproachPageFactory(parent=coalition, title="B", live=False)
    ApproachPageFactory(parent=CoalitionPageFactory())
    ApproachPageFactory()
    assert offered(coalition) == [first, second]


def test_elsewhere_every_public_approach_is_offered(coalition: CoalitionPage) -> None:
    public = ApproachPageFactory(parent=coalition)
    ApproachPageFactory(parent=coalition, live=False)
    assert offered(StoryIndexPage.objects.get()) == [public]


def test_what_was_chosen_stays_offered_even_when_it_is_no_longer_public(coalition: CoalitionPage) -> None:
    approach = ApproachPageFactory(parent=coalition)
    story = StoryPageFactory(approaches=[approach])
    approach.unpublish()
    assert offered(StoryIndexPage.objects.get(), story) == [approach]


def test_the_draft_of_another_coalition_is_refused_when_its_id_is_sent(coalition: CoalitionPage) -> None:
    theirs = ApproachPageFactory(parent=CoalitionPageFactory(), live=False)
    form_class = StoryPage.get_edit_handler().get_form_class()
    data = {"title": "Verhaal", "slug": "verhaal", "body-count": "0", "approaches": [str(theirs.pk)]}
    form = form_class(data, instance=StoryPage(), parent_page=coalition)
    assert not form.is_valid()
    assert "approaches" in form.errors


class TestTheLastDayOnTheSite:
    """After it the story is erased, so that a slip of the pen would cost all that was written."""

    @staticmethod
    def is_refused(day: date, before: date | None = None, **button: str) -> bool:
        story = StoryPageFactory(live=False, consent_until=before)
        data = {"title": story.title, "slug": story.slug, "body-count": "0", "voice": "professional", **button}
        form_class = StoryPage.get_edit_handler().get_form_class()
        form = form_class({**data, "consent_until": day.isoformat()}, instance=story, parent_page=story.get_parent())
        return "een dag die al voorbij is" in str(form.errors.get("consent_until", ""))

    def test_is_not_one_that_is_past(self) -> None:
        today = timezone.localdate()
        assert [self.is_refused(today + timedelta(days=days)) for days in (-1, 0, 1)] == [True, False, False]

    @pytest.mark.parametrize(
        ("button", "refused"), [({}, False), ({"action-publish": "1"}, True), ({"action-submit": "1"}, True)]
    )
    def test_may_pass_while_a_draft_lies_there_until_it_goes_on(self, button: dict[str, str], refused: bool) -> None:
        yesterday = timezone.localdate() - timedelta(days=1)
        assert self.is_refused(yesterday, yesterday, **button) is refused

    @pytest.mark.parametrize(("days", "refused"), [(1, True), (2, False)])
    def test_is_not_before_the_day_that_it_is_planned_for(self, days: int, refused: bool) -> None:
        now = timezone.localtime()
        planned = (now + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
        day = now.date() + timedelta(days=days)
        assert self.is_refused(day, go_live_at=planned, **{"action-publish": "1"}) is refused
        assert not self.is_refused(day, go_live_at=planned), "a draft may wait"
