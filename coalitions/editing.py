"""Wagtail's editor, with our mail about comments in the place of its own."""

from typing import Any

from wagtail.admin.views.pages.edit import EditView

from coalitions.comments import tell_of_comments

__all__ = ["TellingEditView"]


class TellingEditView(EditView):
    """Tells of comments as a user wishes, and only who may edit the page (coalitions.comments)."""

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        tell_of_comments(self.page, changes, self.request.user)
