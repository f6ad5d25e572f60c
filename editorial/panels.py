"""The panels of the start page of the admin, per role."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from accounts.models import User
from coalitions.membership import coalitions_of, is_only_member, leads
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


class MyCoalitionsPanel(Component):
    """The coalitions that somebody writes for, each with the ways on that this user has there."""

    name = "my_coalitions"
    template_name = "editorial/admin/my_coalitions.html"
    order = FIRST - 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        user = request.user if request else None
        return {"coalitions": [(each, leads(user, each.path)) for each in coalitions_of(user)] if user else []}


def panels_of(user: User) -> list[Component]:
    """What this user sees, what waits first: an administrator what went wrong, then all that editors see."""
    own: list[Component] = []
    if is_only_member(user):
        own = [MyCoalitionsPanel()]
        found = own_desk(user)
    else:
        found = [*(admin_desk() if user.is_superuser else []), *(editors_desk(user) if is_editor(user) else [])]
    waiting_first = sorted(found, key=lambda waiting: not waiting.total)
    return own + [WaitingPanel(waiting, FIRST + place) for place, waiting in enumerate(waiting_first)]
