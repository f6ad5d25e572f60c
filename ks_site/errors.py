"""The pages for what goes wrong. They say what a visitor can do next, and nothing of what happened inside."""

import re
from collections.abc import Callable
from typing import Final

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import requires_csrf_token

from stories.intake.faults import failed, is_telling

__all__ = [
    "NoPageMiddleware",
    "bad_request",
    "csrf_failure",
    "page_not_found",
    "permission_denied",
    "server_error",
    "words_of",
]

MAX_WORDS: Final = 8
"""Enough for the longest title in a URL; a search for more finds nothing."""
_WORD = re.compile(r"[^\W_]{2,40}")


def words_of(path: str) -> str:
    """The words of a path, to search for: "/coalities/zeist/veilig-slapen.html" gives "veilig slapen".

    Those of the last part, since the parts before it name the shelf rather than the book.
    """
    parts = [part for part in path.split("/") if _WORD.search(part)]
    last = re.sub(r"\.(html?|php|aspx?|pdf)$", "", parts[-1][:300], flags=re.IGNORECASE) if parts else ""
    return " ".join(_WORD.findall(last)[:MAX_WORDS])


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this visitor: the two must look the same, headers included.

    A page behind a restriction looks at who is asking, which an absent one need not. Doing so here for both
    gives both the same Vary and the same end to a session that has run out.
    """
    if is_telling(request.path):
        return failed(request, 404)
    logged_in = hasattr(request, "user") and request.user.is_authenticated
    response = render(request, "404.html", {"words": words_of(request.path), "logged_in": logged_in}, status=404)
    add_never_cache_headers(response)
    return response


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The visitor may not do this."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: mostly a page that stood open for too long."""
    return failed(request, 403) if is_telling(request.path) else render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is wrong; a page without the request in it, since its very host name may be wrong."""
    if is_telling(request.path) and not isinstance(exception, DisallowedHost):
        return failed(request, 400)
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page that needs no database, no session and no context processor."""
    return HttpResponse(loader.render_to_string("500.html", {"telling": is_telling(request.path)}), status=500)


class NoPageMiddleware:
    """An address that only takes what a button sends, opened as if it were a page: 405, with a way on.

    Django's own answer is empty. Who asks for something else than a page, a program, keeps that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        opened = request.method in {"GET", "HEAD"} and request.accepts("text/html")
        if not (opened and isinstance(response, HttpResponseNotAllowed)):
            return response
        page = failed(request, 405) if is_telling(request.path) else render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        add_never_cache_headers(page)
        return page
