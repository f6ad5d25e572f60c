"""Every way of publishing makes one version, in the transaction of the publication; nothing else makes one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from approaches.models import ApproachPage, PublishedVersion
from exchange.publishing import publish_new
from tests.factories.approaches import block
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.marks import published, republish

pytestmark = pytest.mark.django_db


def versions(page: ApproachPage) -> list[tuple[int, list[str]]]:
    return list(PublishedVersion.objects.filter(page=page.pk).order_by("number").values_list("number", "changes"))


def test_the_first_publication_is_version_one() -> None:
    page = published()
    assert versions(page) == [(1, [])]
    assert PublishedVersion.objects.get().revision_id == page.live_revision_id


def test_a_publication_with_a_change_is_the_next_version() -> None:
    page = republish(published(title="Een"), title="Twee")
    assert versions(page) == [(1, []), (2, ["De titel is gewijzigd."])]


def test_a_new_building_block_is_told() -> None:
    page = published()
    draft = page.get_latest_revision_as_object()
    draft.building_blocks = [block("Intake")]
    draft.save_revision().publish()
    assert versions(page)[1] == (2, ["Bouwsteen Intake is toegevoegd."])


def test_a_publication_without_a_change_is_none_but_is_what_the_version_shows() -> None:
    page = republish(published())
    assert versions(page) == [(1, [])]
    assert PublishedVersion.objects.get().revision_id == page.live_revision_id


def test_a_draft_is_none() -> None:
    page = published()
    page.title = "Nog niet"
    page.save_revision()
    assert versions(page) == [(1, [])]


def test_the_import_and_the_demo_make_one_of_the_moment_it_happened() -> None:
    long_ago = timezone.now() - timedelta(days=400)
    with transaction.atomic():
        page = ApproachPage(title="Ingevoerd", slug="ingevoerd")
        publish_new(page, CoalitionPageFactory(), at=long_ago)
    assert versions(page) == [(1, [])]
    assert PublishedVersion.objects.get().published_at == long_ago


def test_a_planned_publication_is_one_when_its_moment_has_come() -> None:
    page = published(title="Een")
    draft = page.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Twee", timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    assert len(versions(page)) == 1
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert versions(page)[1:] == [(2, ["De titel is gewijzigd."])]


def test_taking_a_page_offline_and_back_makes_none() -> None:
    page = published()
    page.unpublish()
    ApproachPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert versions(page) == [(1, [])]


def test_a_copy_begins_anew() -> None:
    page = republish(published(title="Een"), title="Twee")
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert versions(copy) == [(1, [])]
    assert len(versions(page)) == 2


def test_going_back_to_an_older_revision_is_a_version_too() -> None:
    page = published(title="Een")
    first = page.latest_revision
    page = republish(page, title="Twee")
    first.publish()
    assert [number for number, _ in versions(page)] == [1, 2, 3]


def test_when_the_publication_is_rolled_back_so_is_its_version() -> None:
    page = published(title="Een")
    with transaction.atomic():
        republish(page, title="Twee")
        transaction.set_rollback(True)
    assert versions(page) == [(1, [])]


def test_deleting_the_page_takes_its_versions_along() -> None:
    published().delete()
    assert not PublishedVersion.objects.exists()
