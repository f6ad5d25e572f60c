"""Conversations with several people in which stories are told."""

from django.db import transaction

from accounts.models import User
from stories.models import FocusGroup

__all__ = ["record_focus_group"]


@transaction.atomic
def record_focus_group(*, focus_group: FocusGroup, editor: User) -> FocusGroup:
    """Keep a conversation that was filled in, under the editor who did. ValidationError when something is wrong."""
    focus_group.created_by = editor.pk
    focus_group.full_clean()
    focus_group.save()
    return focus_group
