"""The admin leaves alone what was told to us: that is erased with every trace, never deleted along with a page.

And it leads who speaks for a coalition to the stories near it.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from accounts.models import User
from coalitions.membership import is_coordinator
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
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


@hooks.register("register_page_header_buttons")
def lead_to_its_stories(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterable[Button]:
    """Beside a coalition who speaks for it finds what people told near it, and what they shared with it."""
    if isinstance(page.specific_deferred, CoalitionPage) and (is_editor(user) or is_coordinator(user, page)):
        yield Button(
            "Verhalen", url=reverse("responding:stories", args=[page.slug]), icon_name="openquote", priority=72
        )


def _refuse(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        if StoryPage.objects.told_below(page).exists():
            messages.error(request, f"{page.get_admin_display_title()}: {FIRST_TAKE_DOWN}")
            return redirect("wagtailadmin_explore", page.pk if page.numchild else page.get_parent().pk)
    return None
