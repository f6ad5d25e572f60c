"""The admin's API of pages. Wagtail's own publishes past `Page.publish`, where a story says that it isn't ready."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.response import Response
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from stories.asking import NotReady
from stories.models import StoryPage

__all__ = ["AskingPagesAPIViewSet"]


class _AskingPublish(PublishPageAPIAction):
    def execute(self, instance: Page, data: Any) -> Response:
        newest = instance.get_latest_revision_as_object()
        if isinstance(newest, StoryPage):
            try:
                newest.refuse_unready()
            except NotReady as refused:
                raise serializers.ValidationError(refused.message_dict) from refused
        return super().execute(instance, data)


class AskingPagesAPIViewSet(PagesAdminAPIViewSet):
    """Publishing asks what the form asks."""

    actions: ClassVar[dict[str, Any]] = {**PagesAdminAPIViewSet.actions, "publish": _AskingPublish}
