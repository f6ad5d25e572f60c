"""Actions on versions: recording what was published, and hiding one that says too much."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from accounts.models import User
from approaches.card.models import StoredCard
from approaches.confirmation.services import close_requests
from approaches.versions.models import PublishedVersion
from approaches.versions.rules import UNKNOWN, differences
from approaches.versions.shape import shape_of
from coalitions.membership import works_for
from coalitions.querysets import is_below_coalition

__all__ = ["VersionIsCurrent", "hide_version", "record_publication", "show_version"]


class VersionIsCurrent(Exception):
    """The newest version is what stands on the page; it can be changed there, not hidden here."""


@transaction.atomic
def record_publication(*, page: Page, revision: Revision) -> PublishedVersion | None:
    """Note that a revision was published; None when it shows nothing else than the version before it.

    When its owner wrote or published it, that answers the yearly question, also without a change that a reader sees;
    what editors correct and publish themselves doesn't. Idempotent: called for each way of publishing, and for some
    of them twice.
    """
    latest = PublishedVersion.objects.of(page.pk).select_related("revision").first()
    if latest is not None and latest.revision_id == revision.pk:
        return None
    changes = _changes(latest, revision, page)
    published_at = page.last_published_at or timezone.now()
    vouched_at = published_at if _is_owners(revision, page) else None
    if vouched_at:
        close_requests(page_id=page.pk)
    if latest is not None and not changes:
        # The same to a reader: no version of its own, and a check stays what it was.
        latest.revision, latest.vouched_at = revision, vouched_at or latest.vouched_at
        latest.save(update_fields=["revision", "vouched_at"])
        return None
    version = PublishedVersion.objects.create(
        page_id=page.pk,
        number=latest.number + 1 if latest else 1,
        published_at=published_at,
        vouched_at=vouched_at,
        revision=revision,
        changes=list(changes),
    )
    StoredCard.objects.filter(page=page.pk).delete()
    return version


@transaction.atomic
def hide_version(*, version: PublishedVersion, user: User) -> None:
    """Take an older version off the site. VersionIsCurrent for the newest one."""
    newest = PublishedVersion.objects.of(version.page_id).values_list("number", flat=True).first()
    if version.number == newest:
        raise VersionIsCurrent
    if version.hidden_at is None:
        version.hidden_at, version.hidden_by = timezone.now(), user
        version.save(update_fields=["hidden_at", "hidden_by"])


@transaction.atomic
def show_version(*, version: PublishedVersion) -> None:
    """Put a hidden version back."""
    version.hidden_at = version.hidden_by = None
    version.save(update_fields=["hidden_at", "hidden_by"])


def _is_owners(revision: Revision, page: Page) -> bool:
    """Whether it is the word of who answers for an approach: somebody of the team wrote it, or put it on the site.

    Who does the latter is who is at work in the admin; what was planned goes on the site by the clock, so that is as
    it was written.
    """
    if not is_below_coalition(page.path):
        return True
    people = {revision.user, get_active_log_context().user}
    return any(user is not None and works_for(user, page.path) for user in people)


def _changes(latest: PublishedVersion | None, revision: Revision, page: Page) -> tuple[str, ...]:
    if latest is None:
        return ()
    if latest.revision is None:
        return (UNKNOWN,)
    return differences(latest.revision.content, revision.content, shape_of(page.specific_class))
