"""Recording twice is recording once; an older version can be hidden."""

import pytest

from approaches.models import PublishedVersion
from approaches.versions.rules import UNKNOWN
from approaches.versions.services import VersionIsCurrent, hide_version, record_publication, show_version
from tests.factories.coalitions import editor
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
