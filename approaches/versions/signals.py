"""When a version is made: with every publication, by whichever way and in its transaction.

Wagtail publishes by saving the page with its new live revision (admin, schedule, copy), the import and the demo by
telling of it afterwards; both lead here, and the second of the two finds it done.
"""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published

from approaches.versions.services import record_publication

__all__ = ["connect"]


def connect(model: type[Page]) -> None:
    """Listen to what happens to this type of page."""
    post_save.connect(_saved, sender=model, dispatch_uid="approaches.versions.saved")
    page_published.connect(_published, sender=model, dispatch_uid="approaches.versions.published")


def _saved(instance: Page, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    # The draft of a page is saved every few seconds, with its own few fields.
    if not raw and (update_fields is None or "live_revision" in update_fields):
        _record(instance)


def _published(instance: Page, **kwargs: Any) -> None:
    _record(instance)


def _record(page: Page) -> None:
    revision = page.live_revision if page.live else None
    # A copy is saved once while it still points to the revision of the page that it was copied from.
    if revision is not None and str(revision.object_id) == str(page.pk):
        record_publication(page=page, revision=revision)
