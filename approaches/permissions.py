"""Who may do what with the marks, versions and retirement of an approach."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.membership import is_only_member, leads, works_for
from coalitions.querysets import is_below_coalition

__all__ = ["may_check", "may_confirm", "may_manage"]

Somebody = User | AnonymousUser


def may_manage(user: Somebody, page: ApproachPage) -> bool:
    """Editors, and who may publish for the coalition of this approach: retire it, hide a version."""
    return bool(user.is_active and page.permissions_for_user(user).can_publish())


def may_check(user: Somebody, page: ApproachPage) -> bool:
    """Editors: check it, quote evidence, put it back. Nobody checks the work of their own coalition."""
    # Who works in coalitions only is told without a query.
    return may_manage(user, page) and not is_only_member(user) and not works_for(user, page.path)


def may_confirm(user: Somebody, page: ApproachPage) -> bool:
    """Who says for its owner that it still holds: of a coalition its coordinators, else who manages it.

    What editors think of a coalition's approach is a mark of its own: they check it.
    """
    if not may_manage(user, page):
        return False
    return is_only_member(user) or not is_below_coalition(page.path) or leads(user, page.path)
