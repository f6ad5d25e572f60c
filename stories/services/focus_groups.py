"""Conversations with several people in which stories are told."""

from django.db import transaction

from accounts.models import User
from stories.models import FocusGroup
from stories.services.once import mark

__all__ = ["record_focus_group"]

WRITTEN = ("date", "place", "municipality_id", "theme_id", "participants", "facilitator")


@transaction.atomic
def record_focus_group(*, focus_group: FocusGroup, editor: User, form: str = "") -> FocusGroup:
    """Keep a conversation that was filled in, under the editor who did; by the same form (core.once) it is one.

    ValidationError when something is wrong.
    """
    User.objects.select_for_update().filter(pk=editor.pk).first()  # of two clicks at once one is second
    said = [getattr(focus_group, name) for name in WRITTEN]
    focus_group.form_mark = mark(form, editor.pk, *said)
    known = FocusGroup.objects.filter(form_mark=focus_group.form_mark).first() if focus_group.form_mark else None
    if known is not None:
        return known
    focus_group.created_by = editor.pk
    focus_group.full_clean()
    focus_group.save()
    return focus_group
