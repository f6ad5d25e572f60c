"""Who may do what with the marks, versions and retirement of an approach."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.membership import is_only_member

__all__ = ["may_check", "may_manage"]

Somebody = User | AnonymousUser


def may_manage(user: Somebody, page: ApproachPage) -> bool:
    """Editors, and who may publish for the coalition of this approach: retire it, confirm it, hide a version."""
    return bool(user.is_active and page.permissions_for_user(user).can_publish())


def may_check(user: Somebody, page: ApproachPage) -> bool:
    """Editors: check it, quote evidence, put it back. Nobody checks the work of their own coalition."""
    return may_manage(user, page) and not is_only_member(user)
