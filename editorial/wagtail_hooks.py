"""Where editors find their screens in the admin."""

from collections.abc import Iterator, MutableSequence
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.admin.widgets import Button

from accounts.models import User
from coalitions.permissions import is_editor
from editorial.content_checks import PlainLanguageItem
from editorial.coverage_views import coverage_report
from editorial.listing import ApproachListView, StoryListView
from editorial.panels import panels_of
from editorial.searching import hooks as searching
from editorial.tag_views import merge_tag_view, tag_list
from editorial.theme_views import change_themes, continue_change, merge_theme_view, undo_change
from themes.models import Theme

__all__ = ["searching"]

REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


@hooks.register("register_admin_urls")
def register_screens() -> list[URLPattern]:
    return [
        path("redactie/aanpakken/", ApproachListView.as_view(), name="editorial_approaches"),
        path(
            "redactie/aanpakken/resultaten/",
            ApproachListView.as_view(results_only=True),
            name="editorial_approaches_results",
        ),
        path("redactie/verhalen/", StoryListView.as_view(), name="editorial_stories"),
        path(
            "redactie/verhalen/resultaten/", StoryListView.as_view(results_only=True), name="editorial_stories_results"
        ),
        path("redactie/themas/terug/", undo_change, name="editorial_undo_change"),
        path("redactie/themas/verder/", continue_change, name="editorial_continue_change"),
        path("redactie/themas/<id:pk>/samenvoegen/", merge_theme_view, name="editorial_merge_theme"),
        path("redactie/themas/<str:kind>/", change_themes, name="editorial_change_themes"),
        path("redactie/trefwoorden/", tag_list, name="editorial_tags"),
        path("redactie/trefwoorden/<id:pk>/samenvoegen/", merge_tag_view, name="editorial_merge_tag"),
        path("redactie/dekking/", coverage_report, name="editorial_coverage"),
    ]


class EditorsMenuItem(SubmenuMenuItem):
    """The screens over all coalitions; nobody else sees that they exist."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_editor(request.user) and bool(super().is_shown(request))


def _items() -> list[MenuItem]:
    screens = (
        ("Aanpakken", "editorial_approaches", "doc-full"),
        ("Verhalen", "editorial_stories", "openquote"),
        ("Inzendingen", "moderation:queue", "mail"),
        ("Dekking", "editorial_coverage", "table"),
        ("Trefwoorden", "editorial_tags", "tag"),
    )
    return [
        MenuItem(label, reverse(name), icon_name=icon, order=place) for place, (label, name, icon) in enumerate(screens)
    ]


@hooks.register("register_admin_menu_item")
def register_menu() -> EditorsMenuItem:
    return EditorsMenuItem("Redactie", Menu(items=_items()), name="redactie", icon_name="clipboard-list", order=150)


@hooks.register("register_snippet_listing_buttons")
def offer_merge(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """At each theme, behind the dots: let it go up in another one."""
    if isinstance(snippet, Theme) and is_editor(user):
        yield Button(
            "Samenvoegen", reverse("editorial_merge_theme", args=[snippet.pk]), icon_name="resubmit", priority=40
        )


@hooks.register("insert_global_admin_css")
def style_screens() -> str:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("editorial/admin.css"))


@hooks.register("insert_editor_js")
def name_what_is_checked() -> str:
    """The panel of checks in the words of the writer."""
    return format_html('<script src="{}"></script>', versioned_static("editorial/checks.js"))


@hooks.register("construct_wagtail_userbar")
def check_plain_language(request: HttpRequest, items: MutableSequence[Any], page: Any = None) -> None:
    """The checks beside the preview look for our hints too."""
    items[:] = [
        PlainLanguageItem(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("construct_homepage_panels", order=100)  # after others took away what a role doesn't see
def show_what_waits(request: HttpRequest, panels: MutableSequence[Component]) -> None:
    """What waits for somebody, instead of Wagtail's own lists of the same."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    if isinstance(request.user, User):
        panels.extend(panels_of(request.user))
