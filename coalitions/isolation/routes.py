"""Which of Wagtail's views somebody who works in coalitions only may reach: these, and no others.

A list of what is open rather than of what is shut, so that the next version of Wagtail opens nothing by itself.
Views of our own are not judged here: they decide themselves, and the crawl of tests/isolation goes over them.
"""

from typing import Final

from django.urls import ResolverMatch

__all__ = ["OPEN", "is_open"]

_PAGES: Final = (
    "add", "add_subpage", "choose_parent", "collect_workflow_action_data", "confirm_workflow_cancellation", "copy",
    "delete", "edit", "history", "history_results", "lock", "move", "move_confirm", "preview_on_add",
    "preview_on_edit", "revisions_compare", "revisions_index", "revisions_revert", "revisions_unschedule",
    "revisions_view", "search", "search_results", "set_page_position", "set_privacy", "unlock", "unpublish", "usage",
    "view_draft", "workflow_action", "workflow_history", "workflow_history_detail", "workflow_preview",
)  # fmt: skip
_MEDIA: Final = (
    "index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple", "delete_multiple",
    "delete_upload_multiple",
)  # fmt: skip
_CHOOSER: Final = ("choose", "choose_results", "chosen", "chosen_multiple", "create")

# Not here: every report, the settings of workflows, collections, redirects, sites, users and groups, the lists and
# forms of snippets, the usage of types, and the half of the JSON API that nothing of the admin asks.
OPEN: Final = frozenset((
    "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link", "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
    "wagtail_bulk_action", "wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "wagtailadmin_block_preview",
    "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_login", "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    *(f"wagtailadmin_pages:{name}" for name in _PAGES),
    *(f"{media}:{name}" for media in ("wagtailimages", "wagtaildocs") for name in _MEDIA),
    *(f"{media}_chooser:{name}" for media in ("wagtailimages", "wagtaildocs") for name in _CHOOSER),
    "wagtailimages_chooser:select_format", "wagtailimages:preview", "wagtailimages:url_generator",
    "wagtailimages:url_generator_output", "wagtailimages:image_usage", "wagtaildocs:document_usage",
    "wagtailimages:create_multiple_from_uploaded_image", "wagtaildocs:create_multiple_from_uploaded_document",
))  # fmt: skip


def is_open(match: ResolverMatch) -> bool:
    """Whether somebody of a coalition may reach a view of the admin."""
    # By its name too: a view of ours may stand in for one of Wagtail's API (stories.admin_api).
    if not (match.func.__module__.startswith("wagtail.") or match.view_name.startswith("wagtailadmin_api:")):
        return True
    # Themes, places and instruments are the whole country's; there are no drafts of them.
    if match.view_name.startswith("wagtailsnippetchoosers_"):
        return match.view_name.rpartition(":")[2] in _CHOOSER
    return match.view_name in OPEN
