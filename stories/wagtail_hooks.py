"""The admin leaves alone what was told to us: that is erased with every trace, never deleted along with a page."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from stories.admin_api import AskingPagesAPIViewSet
from stories.gone import FIRST_TAKE_DOWN
from stories.models import StoryPage

__all__: list[str] = []


@hooks.register("before_delete_page")
def keep_what_holds_a_told_story(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to the page, with what has to happen first."""
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_all_that_hold_a_told_story(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same, when several pages are deleted at once: then none is."""
    return _refuse(request, [one for one in objects if isinstance(one, Page)]) if action_type == "delete" else None


@hooks.register("construct_admin_api")
def ask_in_the_api_too(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", AskingPagesAPIViewSet)


def _refuse(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        if StoryPage.objects.told_below(page).exists():
            messages.error(request, f"{page.get_admin_display_title()}: {FIRST_TAKE_DOWN}")
            return redirect("wagtailadmin_explore", page.pk if page.numchild else page.get_parent().pk)
    return None
