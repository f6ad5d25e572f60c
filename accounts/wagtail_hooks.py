"""Wagtail and accounts: restricted pages and documents that are absent for strangers, and the own account.

Strangers are shut out before Wagtail would send them to a login.
"""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.admin_views import reset_view
from accounts.models import User
from accounts.visibility import require_visible


# Before Wagtail's own hook of order 0, which answers OPTIONS and refuses methods for pages that exist.
@hooks.register("before_serve_page", order=-10)
def hide_restricted_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    require_visible(request, page)


# Before Wagtail's own hook, which leads to a login or asks for a password.
@hooks.register("before_serve_document", order=-10)
def hide_restricted_document(document: AbstractDocument, request: HttpRequest) -> None:
    if not all(rule.accept_request(request) for rule in document.collection.get_view_restrictions()):
        raise Http404


@hooks.register("register_account_menu_item")
def link_to_own_account(request: HttpRequest) -> dict[str, str]:
    """Wagtail's own account page changes neither address nor password here."""
    return {
        "url": reverse("accounts:overview"),
        "label": "E-mailadres, wachtwoord en tweede stap",
        "help_text": "Verander waarmee u inlogt.",
    }


@hooks.register("register_admin_urls")
def register_reset() -> list[URLPattern]:
    return [path("gebruikers/<id:pk>/tweede-stap-wissen/", reset_view, name="accounts_reset_second_factor")]


@hooks.register("register_user_listing_buttons")
def offer_reset(user: User, request_user: User) -> Iterator[Button]:
    """For somebody who lost their phone; to superusers only."""
    if request_user.is_superuser:
        url = reverse("accounts_reset_second_factor", args=[user.pk])
        yield Button("Tweede stap wissen", url, icon_name="key", priority=40)


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    actions.register_action("accounts.reset_second_factor", "Tweede stap wissen", "Tweede stap gewist")
