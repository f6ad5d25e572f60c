"""Recording twice is recording once; an older version can be hidden."""

from collections.abc import Callable

import pytest

from accounts.models import User
from approaches.models import ApproachPage, PublishedVersion
from approaches.versions.rules import UNKNOWN
from approaches.versions.services import VersionIsCurrent, hide_version, record_publication, show_version
from coalitions.models import CoalitionPage, NationalPage
from coalitions.services import remove_member
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import published, republish

pytestmark = pytest.mark.django_db


def test_recording_the_same_publication_again_changes_nothing() -> None:
    page = published()
    assert record_publication(page=page, revision=page.live_revision) is None
    assert PublishedVersion.objects.count() == 1


def test_without_the_revision_before_it_says_that_the_change_is_unknown() -> None:
    page = published(title="Een")
    PublishedVersion.objects.update(revision=None)
    page = republish(page, title="Twee")
    assert PublishedVersion.objects.of(page.pk).first().changes == [UNKNOWN]


def test_the_version_on_the_site_cannot_be_hidden() -> None:
    page = published()
    with pytest.raises(VersionIsCurrent):
        hide_version(version=page.versions.get(), user=editor())


def test_an_older_one_can_and_can_be_shown_again() -> None:
    page = republish(published(title="Een"), title="Twee")
    first, somebody = page.versions.get(number=1), editor()
    hide_version(version=first, user=somebody)
    first.refresh_from_db()
    assert (first.is_hidden, first.hidden_by) == (True, somebody)
    show_version(version=first)
    first.refresh_from_db()
    assert (first.is_hidden, first.hidden_by) == (False, None)


class TestVouchedFor:
    """A coalition says what somebody of its team wrote; what editors correct it doesn't."""

    @pytest.fixture
    def page(self) -> ApproachPage:
        return published(title="Een")

    @pytest.fixture
    def coalition(self, page: ApproachPage) -> CoalitionPage:
        coalition: CoalitionPage = page.get_parent().specific
        return coalition

    def last(self, page: ApproachPage) -> PublishedVersion:
        return PublishedVersion.objects.of(page.pk)[0]

    @pytest.mark.parametrize("make", [member_of, coordinator_of])
    def test_what_somebody_of_the_team_wrote_is(
        self, make: Callable[..., User], page: ApproachPage, coalition: CoalitionPage
    ) -> None:
        page = republish(page, title="Twee", by=make(coalition))
        assert self.last(page).vouched_at == page.last_published_at

    def test_what_editors_or_another_coalition_or_an_import_wrote_is_not(self, page: ApproachPage) -> None:
        for title, by in (("Twee", editor()), ("Drie", coordinator_of(CoalitionPageFactory())), ("Vier", None)):
            page = republish(page, title=title, by=by)
        assert not PublishedVersion.objects.filter(vouched_at__isnull=False).exists()

    def test_nor_what_somebody_wrote_who_left(self, page: ApproachPage, coalition: CoalitionPage) -> None:
        user = coordinator_of(coalition)
        remove_member(coalition, user)
        assert self.last(republish(page, title="Twee", by=user)).vouched_at is None

    def test_whoever_publishes_what_a_member_wrote(self, page: ApproachPage, coalition: CoalitionPage) -> None:
        draft = page.get_latest_revision_as_object()
        draft.title = "Twee"
        draft.save_revision(user=member_of(coalition)).publish(user=editor())
        assert self.last(page).vouched_at is not None

    def test_a_publication_that_shows_nothing_else_counts_too_and_a_correction_takes_nothing_away(
        self, page: ApproachPage, coalition: CoalitionPage
    ) -> None:
        page = republish(page, contact_name="Iemand", by=coordinator_of(coalition))
        vouched = self.last(page).vouched_at
        assert (self.last(page).number, vouched) == (1, page.last_published_at)
        page = republish(page, contact_name="Iemand anders", by=editor())
        assert self.last(page).vouched_at == vouched

    def test_of_what_belongs_to_no_coalition_every_publication_is(self) -> None:
        assert self.last(published(parent=NationalPage.objects.get())).vouched_at is not None
