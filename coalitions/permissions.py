"""What a member may do with the page of their own coalition."""

from wagtail.models import PagePermissionTester

__all__ = ["CoalitionPermissionTester"]


class CoalitionPermissionTester(PagePermissionTester):
    """A member edits and publishes the page of the coalition; taking it away or moving it is for editors.

    Wagtail lets whoever may change a page delete it too. Below the coalition's page that is as it should be.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(super().can_delete(ignore_bulk)) and self._works_above_it()

    def _works_above_it(self) -> bool:
        if self.user.is_superuser:
            return True
        rows = self.permission_policy.get_cached_permissions_for_user(self.user)
        return any(row.page.path != self.page.path and self.page.path.startswith(row.page.path) for row in rows)
