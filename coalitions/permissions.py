"""What somebody may do with a page, beyond what Wagtail derives from its rows: testers, and who is an editor."""

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry

from accounts.models import User
from coalitions.querysets import COALITION_PATH_LENGTH

__all__ = ["CoalitionPermissionTester", "EditorsYesTester", "is_editor"]


def is_editor(user: User | AnonymousUser) -> bool:
    """Whether somebody may publish above the coalitions, as the editors do. One query, kept on the user."""
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return any(row.permission.codename == "publish_page" and len(row.page.path) < COALITION_PATH_LENGTH for row in rows)


class CoalitionPermissionTester(PagePermissionTester):
    """A coordinator edits and publishes the page of the coalition; taking it away or moving it is for editors.

    Wagtail lets whoever may change a page delete it too. Below the coalition's page that is as it should be.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(super().can_delete(ignore_bulk)) and self._works_above_it()

    def _works_above_it(self) -> bool:
        if self.user.is_superuser:
            return True
        rows = self.permission_policy.get_cached_permissions_for_user(self.user)
        return any(row.page.path != self.page.path and self.page.path.startswith(row.page.path) for row in rows)


class EditorsYesTester(PagePermissionTester):
    """For a page that says itself whether it needs the editors' yes (`needs_editors`): then only they publish it.

    Nor does anybody else copy it: a copy, or an alias, of a live page could be live at once.
    """

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and self._has_yes()

    def can_copy(self) -> bool:
        return bool(super().can_copy()) and self._has_yes()

    def _has_yes(self) -> bool:
        return is_editor(self.user) or not self.needs_editors()

    def needs_editors(self) -> bool:
        """Whether this page goes live by the editors' yes only. A type may know a cheaper way for a list of pages."""
        return bool(self.page.needs_editors)
