"""Whether rows wait: what the worker asks is what the rules of the rows say."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from search.indexer.due import waits
from search.models import IndexEntry
from tests.factories.search import stored_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find")]


def test_a_row_waits_to_be_built_until_its_document_is_of_its_version() -> None:
    stored_document()
    assert not waits("build")
    IndexEntry.objects.update(version=F("version") + 1)
    assert waits("build")


def test_a_row_waits_to_be_pushed_until_the_engine_has_its_document() -> None:
    stored_document()
    assert waits("push")
    IndexEntry.objects.update(indexed_version=F("document_version"))
    assert not waits("push")


@pytest.mark.parametrize(("seconds", "expected"), [(-1, True), (60, False)])
def test_what_is_held_or_failed_waits_for_its_moment(seconds: int, expected: bool) -> None:
    stored_document()
    IndexEntry.objects.update(claimed_until=timezone.now() + timedelta(seconds=seconds), version=F("version") + 1)
    assert (waits("push"), waits("build")) == (expected, expected)
