"""Shuts visitors out of restricted pages and documents, before Wagtail would send them to a login."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

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
