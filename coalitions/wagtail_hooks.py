"""The admin as a coalition sees it: their own pages, and nothing that isn't theirs to use."""

from collections.abc import Iterable, MutableSequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.models import User
from coalitions.action_menu import offer_what_they_may
from coalitions.editing import still_logged_in
from coalitions.isolation.files import require_shown
from coalitions.isolation.own import choosable_pages
from coalitions.membership import is_coordinator, is_only_member
from coalitions.merge_views import merge_coalition
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from coalitions.services import ensure_group, remove_stray_teams
from coalitions.submission import reassign
from core.models import SiteDocument

__all__: list[str] = []

MENU_OF_MEMBERS = frozenset({"explorer", "images", "documents"})
"""What a member of a coalition uses; reports, settings and help are about the whole site."""


PANELS_OF_MEMBERS = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
"""What they worked on, what they submitted, and what waits for them."""


@hooks.register("insert_global_admin_css")
def style_forms() -> str:
    """Our few lines of style for the forms."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("coalitions/admin.css"))


@hooks.register("insert_editor_js")
def wait_for_autosave() -> str:
    """The buttons of the editor, and drafts that save themselves."""
    return format_html(
        '<script src="{}" data-logged-in="{}" data-cookie="{}"></script>',
        versioned_static("coalitions/editor.js"),
        reverse("still_logged_in"),
        settings.CSRF_COOKIE_NAME,
    )


@hooks.register("construct_homepage_panels")
def leave_out_the_whole_site(request: HttpRequest, panels: MutableSequence[Component]) -> None:
    """A member sees what they worked on last, beside what editorial.panels adds; editors see what Wagtail shows."""
    if is_only_member(request.user):
        panels[:] = [panel for panel in panels if isinstance(panel, PANELS_OF_MEMBERS)]


@hooks.register("construct_homepage_summary_items", order=100)  # after those of pictures and documents
def leave_out_totals(request: HttpRequest, items: MutableSequence[Any]) -> None:
    """How many pages and pictures the whole site has says nothing to a member."""
    if is_only_member(request.user):
        items.clear()


@hooks.register("construct_main_menu")
def trim_menu(request: HttpRequest, items: MutableSequence[MenuItem]) -> None:
    """A member sees what they use; Wagtail's help leads to sites of others, so nobody sees that."""
    members_only = is_only_member(request.user)
    items[:] = [item for item in items if item.name != "help" and (not members_only or item.name in MENU_OF_MEMBERS)]


@hooks.register("register_page_header_buttons")
def offer_to_merge(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterable[Button]:
    """Beside a coalition editors find its team and the merge; coordinators the team."""
    if not isinstance(page.specific_deferred, CoalitionPage):
        return
    editor = is_editor(user)
    if editor or is_coordinator(user, page):
        yield Button("Team", url=reverse("coalitions:team", args=[page.slug]), icon_name="group", priority=70)
    if editor:
        yield Button("Samenvoegen", url=reverse("merge_coalition", args=[page.pk]), icon_name="resubmit", priority=75)


@hooks.register("register_admin_urls")
def add_views() -> list[URLPattern]:
    return [
        path("coalities/<id:pk>/samenvoegen/", merge_coalition, name="merge_coalition"),
        path("ingelogd/", still_logged_in, name="still_logged_in"),
    ]


@hooks.register("construct_page_chooser_queryset")
def choose_from_own_or_public(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """In a link a member may choose what everybody can see, and their own pages."""
    user = request.user
    if not isinstance(user, User) or not is_only_member(user):
        return pages
    return pages.filter(pk__in=choosable_pages(user).order_by().values("pk"))


# After the hook that hides what lies in a private collection.
@hooks.register("before_serve_document", order=-9)
def hide_document_of_coalition(document: SiteDocument, request: HttpRequest) -> None:
    """A file that no public page shows yet is there for its own coalition alone."""
    require_shown(document, request)


@hooks.register("after_create_page")
def give_group_to_new_coalition(request: HttpRequest, page: Page) -> None:
    """A coalition that an editor makes in the admin has its group at once."""
    if isinstance(page, CoalitionPage):
        ensure_group(page)


@hooks.register("after_copy_page")
def give_group_to_copied_coalition(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy of a coalition is another coalition."""
    if isinstance(new_page.specific, CoalitionPage):
        ensure_group(new_page.specific)


@hooks.register("after_delete_page")
def clean_up_after_delete(request: HttpRequest, page: Page) -> None:
    """Nobody can log into the admin for a coalition that is gone."""
    remove_stray_teams()


@hooks.register("after_bulk_action")
def clean_up_after_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same, when several pages were deleted at once."""
    if action_type == "delete":
        remove_stray_teams()


hooks.register("construct_page_action_menu", offer_what_they_may)


@hooks.register("after_edit_page")
def give_to_who_decides_now(request: HttpRequest, page: Page) -> None:
    """An edit may make another's yes necessary: somebody corrects whose story it is."""
    if page.workflow_in_progress:
        reassign(page)
