"""Approaches as they are on a site: with a revision, published at a moment."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from approaches.marks.models import CheckOutcome
from approaches.marks.rules import CHECKLIST
from approaches.marks.services import record_check
from approaches.models import ApproachPage, Check
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, editor

ALL_YES = {question.key: True for question in CHECKLIST}


def published(*, at: datetime | None = None, by: User | None = None, **fields: Any) -> ApproachPage:
    """An approach of a coalition that went through Wagtail's own publishing, by nobody of the coalition unless said."""
    parent = fields.pop("parent", None) or CoalitionPageFactory()
    draft = ApproachPageFactory(parent=parent, live=False, **fields)
    draft.save_revision(user=by).publish()
    if at is not None:
        moments = {"first_published_at": at, "last_published_at": at}
        ApproachPage.objects.filter(pk=draft.pk).update(**moments)
        draft.versions.update(published_at=at)
        draft.versions.filter(vouched_at__isnull=False).update(vouched_at=at)
    return ApproachPage.objects.get(pk=draft.pk)


def years_ago(years: float) -> datetime:
    return timezone.now() - timedelta(days=366 * years)


def republish(page: ApproachPage, *, by: User | None = None, **fields: Any) -> ApproachPage:
    """Change fields in the editor and publish, by nobody of the coalition unless said."""
    page = page.get_latest_revision_as_object() if page.latest_revision else ApproachPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish()
    return ApproachPage.objects.get(pk=page.pk)


def checked(page: ApproachPage, outcome: CheckOutcome = CheckOutcome.OK, **fields: Any) -> Check:
    """The editors looked at it."""
    return record_check(
        page=page,
        user=fields.pop("user", None) or editor(),
        outcome=outcome,
        answers=fields.pop("answers", ALL_YES),
        reason=fields.pop("reason", "" if outcome == CheckOutcome.OK else "Noem de kosten."),
    )
