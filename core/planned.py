"""What was planned for now, page by page: one that is gone by then holds up no other.

Wagtail's own command reads all before it begins, and stops at a page that was erased meanwhile; one that it takes
offline then would come back as a row.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

__all__ = ["publish_planned", "take_off_planned"]


def publish_planned(now: datetime) -> int:
    """Publish the revisions whose moment has come, the earliest first; how many."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    return _each(due.values_list("pk", flat=True), _publish)


def take_off_planned(now: datetime) -> int:
    """Unpublish the pages whose time is over; how many."""
    over = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
    return _each(over.values_list("pk", flat=True), _take_off)


def _each(keys: Iterable[int], act: Callable[[int], bool]) -> int:
    return sum(act(pk) for pk in list(keys))


@transaction.atomic
def _publish(pk: int) -> bool:
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).first()
    # The lock is the one that erasing waits for, or that waits for erasing.
    if revision is None or not Page.objects.select_for_update().filter(pk=revision.object_id).exists():
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


@transaction.atomic
def _take_off(pk: int) -> bool:
    page = Page.objects.select_for_update().filter(pk=pk, live=True).first()
    if page is None:
        return False
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
