"""What was planned for now, page by page: one that is gone by then, or can't be done, holds up no other.

Wagtail's own command reads all before it begins, and stops at a page that was erased meanwhile; one that it takes
offline then would come back as a row.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

__all__ = ["overdue", "publish_planned", "take_off_planned"]

log = structlog.get_logger(__name__)

PATIENCE: Final = timedelta(minutes=5)
"""The clock comes by every minute; a worker that is restarted by a release is back within these."""


def overdue(now: datetime) -> PageQuerySet:
    """Pages whose moment is well past and that are still not on the site, or still on it: somebody has to look."""
    late = now - PATIENCE
    unpublished = Revision.page_revisions.filter(approved_go_live_at__lt=late)
    keys = unpublished.values_list(Cast("object_id", models.BigIntegerField()))
    return Page.objects.filter(Q(pk__in=keys) | Q(live=True, expire_at__lt=late))


def publish_planned(now: datetime) -> int:
    """Publish the revisions whose moment has come, the earliest first; how many could not be."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    return _each(due.values_list("pk", flat=True), _publish)


def take_off_planned(now: datetime) -> int:
    """Unpublish the pages whose time is over; how many could not be."""
    over = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
    return _each(over.values_list("pk", flat=True), _take_off)


def _each(keys: Iterable[int], act: Callable[[int], None]) -> int:
    return sum(not _done(pk, act) for pk in list(keys))


def _done(pk: int, act: Callable[[int], None]) -> bool:
    try:
        act(pk)
    except Exception as error:  # a page fails in its own way, others have nothing to do with it
        log.error("planned_failed", what=act.__name__.strip("_"), key=pk, exc_info=error)
        return False
    return True


@transaction.atomic
def _publish(pk: int) -> None:
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).first()
    # The lock is the one that erasing waits for, or that waits for erasing.
    if revision is not None and Page.objects.select_for_update().filter(pk=revision.object_id).exists():
        revision.publish(log_action="wagtail.publish.scheduled")


@transaction.atomic
def _take_off(pk: int) -> None:
    page = Page.objects.select_for_update().filter(pk=pk, live=True).first()
    if page is not None:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
