"""The parts of an approach at its former addresses: they lead to the same part of where it is now.

Wagtail keeps the old address of the page itself when it moves, or when its slug or its coalition changes; blocks,
versions and the card hang on that address and have no rows of their own.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from accounts.visibility import may_see
from approaches.models import ApproachPage
from approaches.rules import BLOCK_PATH

__all__ = ["MovedPartMiddleware"]

SAFE: Final = frozenset({"GET", "HEAD"})
_PART: Final = re.compile(
    rf"(?P<page>/(?:[\w-]+/)+?)(?P<part>{BLOCK_PATH}/[\w-]+/|versies/|versie/[1-9]\d{{0,5}}/|kaart\.pdf)"
)


class MovedPartMiddleware:
    """Answers a 404 below the former address of an approach, for who may see it where it is now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or request.method not in SAFE:
            return response
        return _elsewhere(request) or response


def _elsewhere(request: HttpRequest) -> HttpResponse | None:
    """The way to the part, or None. Three queries at an address that looks like one, else none."""
    found = _PART.fullmatch(request.path_info)
    if found is None or _is_taken(request, found["page"]):
        return None
    redirect = get_redirect(request, Redirect.normalise_path(found["page"]))
    page = redirect and redirect.redirect_page and redirect.redirect_page.specific
    if not isinstance(page, ApproachPage) or not may_see(request, page):
        return None
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    question = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return kind(f"{page.get_url(request)}{found['part']}{question}")


def _is_taken(request: HttpRequest, path: str) -> bool:
    """Whether a live page stands there now. Then the part isn't there; leading on could come back here for ever."""
    site = Site.find_for_request(request)
    return site is None or Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path[1:]}").exists()
