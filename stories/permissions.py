"""Who may publish a story: for a parent's, the editors."""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Q

from coalitions.permissions import EditorsYesTester
from stories.rules import needs_editors

__all__ = ["StoryPermissionTester"]

REMEMBERED = "_stories_that_need_editors"


class StoryPermissionTester(EditorsYesTester):
    """Asks once per request, for all stories that this user could publish: a list of fifty asks fifty times."""

    def can_copy(self) -> bool:
        """Nobody: a copy or an alias would outlive the withdrawal of the story."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What was told to us is erased with all its traces (stories.services.withdrawing), not deleted."""
        return not self.page.__dict__.get("from_submission") and bool(super().can_delete(ignore_bulk))

    def needs_editors(self) -> bool:
        voice = self.page.__dict__.get("voice")  # not loaded in a list
        if voice is not None and needs_editors(voice):
            return True
        return self.page.pk in self._all_of_user()

    def _all_of_user(self) -> frozenset[int]:
        # On the user, as Wagtail keeps their permissions: both live as long as the request.
        if not hasattr(self.user, REMEMBERED):
            rows = self.permission_policy.get_cached_permissions_for_user(self.user)
            theirs = [Q(path__startswith=row.page.path) for row in rows if row.permission.codename == "publish_page"]
            every: Any = apps.get_model("stories", "StoryPage")._default_manager
            stories = every.filter(reduce(or_, theirs, Q(pk__in=[])))
            setattr(self.user, REMEMBERED, frozenset(stories.needing_editors().values_list("pk", flat=True)))
        remembered: frozenset[int] = getattr(self.user, REMEMBERED)
        return remembered
