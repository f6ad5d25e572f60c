"""Who may publish a story, for a parent's the editors; and what nobody does with one that was told to us."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Q

from coalitions.permissions import EditorsYesTester, is_editor
from stories.querysets import StoryQuerySet
from stories.rules import needs_editors

__all__ = ["StoryPermissionTester"]

Read = Callable[[StoryQuerySet], StoryQuerySet]


class StoryPermissionTester(EditorsYesTester):
    """Asks once per request, for all stories that this user has rights on: a list of fifty asks fifty times."""

    def can_copy(self) -> bool:
        """Nobody: a copy or an alias would outlive the withdrawal of the story."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What was told to us is erased with all its traces (stories.services.withdrawing), not deleted."""
        return bool(super().can_delete(ignore_bulk)) and not self._is_told()

    def can_move(self) -> bool:
        """Editors move what was told to us too: where it may not stand is refused then (stories.signals)."""
        return bool(super().can_delete(ignore_bulk=True)) and (is_editor(self.user) or not self._is_told())

    def needs_editors(self) -> bool:
        voice = self.page.__dict__.get("voice")  # not loaded in a list
        if voice is not None and needs_editors(voice):
            return True
        return self.page.pk in self._all_of_user(StoryQuerySet.needing_editors)

    def _is_told(self) -> bool:
        told: bool | None = self.page.__dict__.get("from_submission")  # as the voice
        return self.page.pk in self._all_of_user(StoryQuerySet.told) if told is None else told

    def _all_of_user(self, read: Read) -> frozenset[int]:
        # On the user, as Wagtail keeps their permissions: both live as long as the request.
        remembered = f"_stories_{read.__name__}"
        if not hasattr(self.user, remembered):
            setattr(self.user, remembered, frozenset(read(self._stories_of_user()).values_list("pk", flat=True)))
        found: frozenset[int] = getattr(self.user, remembered)
        return found

    def _stories_of_user(self) -> StoryQuerySet:
        every: Any = apps.get_model("stories", "StoryPage")._default_manager
        stories: StoryQuerySet = every.all()
        if self.user.is_superuser:
            return stories
        rows = self.permission_policy.get_cached_permissions_for_user(self.user)
        theirs = (Q(path__startswith=path) for path in {row.page.path for row in rows})
        return stories.filter(reduce(or_, theirs, Q(pk__in=[])))
