"""Taking an approach off the site, and putting it back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from approaches.card.models import StoredCard
from approaches.confirmation.services import close_requests
from approaches.models import ApproachPage
from approaches.retirement.models import Retirement, RetirementReason

__all__ = ["AlreadyRetired", "NotRetired", "SuccessorIsItself", "restore", "retire"]


class AlreadyRetired(Exception):
    """It was taken away before."""


class NotRetired(Exception):
    """It is on the site, or was never on it."""


class SuccessorIsItself(ValueError):
    """An approach can't go on as itself."""


@transaction.atomic
def retire(
    *,
    page: ApproachPage,
    reason: RetirementReason,
    explanation: str = "",
    successors: Iterable[ApproachPage] = (),
    user: User | None = None,
) -> Retirement:
    """Take an approach out of everything at once; its page stays at its address and says so.

    `user` is None when it went by the link of the mail. Saving the row empties its documents in the index, in this
    transaction (approaches.search_document depends on it).
    """
    ApproachPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if Retirement.objects.filter(page=page, undone_at__isnull=True).exists():
        raise AlreadyRetired
    following = list(successors)
    if page.pk in {successor.pk for successor in following}:
        raise SuccessorIsItself
    retirement = Retirement.objects.create(page=page, reason=reason, explanation=explanation.strip(), retired_by=user)
    retirement.successors.set(following)
    StoredCard.objects.filter(page=page).delete()
    close_requests(page_id=page.pk)
    return retirement


@transaction.atomic
def restore(*, page: ApproachPage, user: User) -> None:
    """Put an approach back where it was. NotRetired when it wasn't taken away."""
    retirement = Retirement.objects.select_for_update().filter(page=page, undone_at__isnull=True).first()
    if retirement is None:
        raise NotRetired
    retirement.undone_at, retirement.undone_by = timezone.now(), user
    retirement.save(update_fields=["undone_at", "undone_by"])
