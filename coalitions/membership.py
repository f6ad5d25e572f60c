"""Who writes for which coalition, read from groups and permissions."""

from django.contrib.auth.models import AnonymousUser
from wagtail.models import GroupPagePermission

from accounts.models import User
from coalitions.models import CoalitionPage

__all__ = ["coalitions_of", "is_coordinator", "is_only_member", "only_coalition_of"]

Somebody = User | AnonymousUser


def coalitions_of(user: Somebody) -> list[CoalitionPage]:
    """The coalitions that a user writes for, by title. One query."""
    return list(CoalitionPage.objects.of_member(user))


def is_coordinator(user: Somebody, coalition: CoalitionPage) -> bool:
    """Whether a user is a coordinator of this coalition; what editors may do is another question. One query."""
    return user.is_active and CoalitionPage.objects.of_coordinator(user).filter(pk=coalition.pk).exists()


def is_only_member(user: Somebody) -> bool:
    """Whether a user works in coalitions and nowhere else: no editor, no administrator. Two queries at most."""
    if not user.is_active or user.is_superuser:
        return False
    rows = GroupPagePermission.objects.filter(group__user=user.pk)
    others = rows.filter(group__coalition_team__isnull=True, group__members_of_team__isnull=True)
    return rows.exists() and not others.exists()


def only_coalition_of(user: Somebody) -> CoalitionPage | None:
    """The coalition of a user who writes for exactly one and does nothing else; None for everybody else."""
    if not is_only_member(user):
        return None
    found = coalitions_of(user)
    return found[0] if len(found) == 1 else None
