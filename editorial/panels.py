"""The panels of the start page of the admin, per role."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from accounts.models import User
from coalitions.membership import is_only_member
from coalitions.permissions import is_editor
from editorial.desk import Waiting, admin_desk, editors_desk, own_desk

__all__ = ["WaitingPanel", "panels_of"]

FIRST = 60
"""After the coalitions of a member (50), before what Wagtail shows (100 and up)."""


class WaitingPanel(Component):
    """One kind of things that wait."""

    template_name = "editorial/admin/waiting.html"

    def __init__(self, waiting: Waiting, order: int) -> None:
        self.name = f"waiting_{waiting.key}"
        self.waiting = waiting
        self.order = order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"waiting": self.waiting}


def panels_of(user: User) -> list[WaitingPanel]:
    """What this user sees, what waits first: an administrator what went wrong, then all that editors see."""
    if is_only_member(user):
        found = own_desk(user)
    else:
        found = [*(admin_desk() if user.is_superuser else []), *(editors_desk(user) if is_editor(user) else [])]
    return [
        WaitingPanel(waiting, FIRST + place)
        for place, waiting in enumerate(sorted(found, key=lambda waiting: not waiting.total))
    ]
