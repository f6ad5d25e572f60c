"""Recording twice is recording once; an older version can be hidden."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

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


def written_by(user: User, page: ApproachPage) -> ApproachPage:
    """A draft with another title."""
    draft = page.get_latest_revision_as_object()
    draft.title = "Twee"
    draft.save_revision(user=user)
    return ApproachPage.objects.get(pk=page.pk)


def put_on_the_site(client: Client, page: ApproachPage, way: str) -> None:
    """As it was written, by who is logged in."""
    if way == "workflow":
        page.get_workflow().start(page, page.latest_revision.user)
        state = ApproachPage.objects.get(pk=page.pk).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        client.post(url, {"comment": ""})
    else:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client.post(f"{url}?id={page.pk}")
    assert ApproachPage.objects.get(pk=page.pk).title == "Twee"


class TestVouchedFor:
    """A coalition says what somebody of its team wrote or put on the site; what editors do by themselves it doesn't."""

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

    @pytest.mark.parametrize("way", ["workflow", "together"])
    def test_what_an_editor_wrote_is_once_the_coordinator_puts_it_on_the_site(
        self, way: str, client: Client, page: ApproachPage, coalition: CoalitionPage
    ) -> None:
        client.force_login(coordinator_of(coalition))
        put_on_the_site(client, written_by(editor(), page), way)
        assert self.last(page).vouched_at is not None

    def test_what_an_editor_wrote_and_puts_on_the_site_is_not(self, client: Client, page: ApproachPage) -> None:
        client.force_login(editor())
        put_on_the_site(client, written_by(editor(email="ander@voorbeeld.test"), page), "together")
        assert (self.last(page).number, self.last(page).vouched_at) == (2, None)

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
