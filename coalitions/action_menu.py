"""The buttons under the form of a page: who may publish it publishes, others submit it to who may."""

from collections.abc import Mapping, MutableSequence
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import Page

from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from coalitions.submission import coordinators_of

__all__ = ["offer_what_they_may"]

APPROVE = "approve"
PAST_THE_DECISION = frozenset({PublishMenuItem.name, "action-cancel-workflow"})


class SubmitItem(SubmitForModerationMenuItem):
    """The button that submits a page, which says who gets it."""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page") or (None if _may_need_editors(context) else context.get("parent_page"))
        if page is None:
            to = ""  # whose story it is says who gets it, and that is a field of the form
        elif getattr(page, "needs_editors", False) or not coordinators_of(CoalitionPage.objects.containing(page.path)):
            to = " bij de redactie"
        else:
            to = " bij de coördinator"
        return context | {"label": f"Indienen{to}"}


class DraftAndPublishItem(PublishMenuItem):
    """Both buttons of who may publish, side by side.

    The draft comes first: Enter in a field presses the first button of a form, and should put nothing on the site.
    """

    template_name = "coalitions/admin/draft_and_publish.html"


def offer_what_they_may(items: MutableSequence[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """For `construct_page_action_menu`: for who may publish that is in sight; for others, whom they submit it to."""
    names = {item.name for item in items}
    if APPROVE in names:
        # Publishing past the decision, or ending it, does the same with a dialogue about workflows before it.
        items[:] = [item for item in items if item.name not in PAST_THE_DECISION | {SubmitItem.name}]
    elif PublishMenuItem.name in names:
        keeps = context["view"] == "create" and _may_need_editors(context) and not is_editor(request.user)
        gone = {SaveDraftMenuItem.name, PublishMenuItem.name} | (set() if keeps else {SubmitItem.name})
        items[:] = [DraftAndPublishItem(order=0), *(item for item in items if item.name not in gone)]
    items[:] = [SubmitItem(order=item.order) if item.name == SubmitItem.name else item for item in items]


def _may_need_editors(context: Mapping[str, Any]) -> bool:
    """Whether a new page is of a type of which some need the editors' yes."""
    asked = context["request"].resolver_match.kwargs
    model: type[Page] = apps.get_model(asked["content_type_app_name"], asked["content_type_model_name"])
    return hasattr(model, "needs_editors")
