"""Wagtail's editor, with our mail about comments in the place of its own, and what its script asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.edit import EditView

from coalitions.comments import tell_of_comments

__all__ = ["TellingEditView", "still_logged_in"]


@require_safe
def still_logged_in(request: HttpRequest) -> HttpResponse:
    """Nothing, to who is logged in; Wagtail itself refuses others. So an open form knows before it leaves the page."""
    return HttpResponse(status=204)


class TellingEditView(EditView):
    """Tells of comments as a user wishes, and only who may edit the page (coalitions.comments)."""

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        tell_of_comments(self.page, changes, self.request.user)
