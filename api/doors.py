"""What surrounds every answer of the API: how often it may be asked, who may read it, how long it may be kept."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

from core.throttle import Limit, Verdict, client_of

__all__ = ["REQUESTS", "public"]

View = Callable[..., HttpResponse]

REQUESTS: Final = Limit("api", 120, timedelta(minutes=1))
"""Per network address: two a second reads the whole site in minutes, and leaves the rest to readers."""
READING: Final = "GET, HEAD, OPTIONS"
FRESH: Final = 30
"""Seconds that anybody may keep an answer: what is withdrawn must be gone everywhere within a minute (trust.md 39)."""


def public(view: View) -> View:
    """An answer for everybody, the same for everybody: who is logged in is never looked at.

    So pages of other sites may read it (CORS for any origin, without credentials), and any cache may keep it. A
    browser that asks first whether it may (OPTIONS) is told so.
    """
    answered = conditional_page(_as_get(view))

    def _counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = REQUESTS.hit(client_of(request))
        return answered(request, *args, **kwargs) if verdict.allowed else _too_many(verdict)

    @wraps(view)
    def surrounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _of_method(request.method) or _counted(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code in (200, 304):
            patch_cache_control(response, public=True, max_age=FRESH)
        else:
            response["Cache-Control"] = "no-store"
        return response

    # Nothing here changes anything, so there is nothing to forge.
    surrounded.csrf_exempt = True  # type: ignore[attr-defined]
    return surrounded


def _as_get(view: View) -> View:
    """HEAD is GET without its body, which the server leaves out; ninja knows only the methods it was told."""

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = method

    return asked


def _of_method(method: str | None) -> HttpResponse | None:
    """The answer to what isn't reading; None to what is."""
    if method in ("GET", "HEAD"):
        return None
    if method == "OPTIONS":
        may = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={**may, "Allow": READING})
    return JsonResponse({"detail": "Hier kunt u alleen lezen, met GET."}, status=405, headers={"Allow": READING})


def _too_many(verdict: Verdict) -> HttpResponse:
    text = f"U vraagt te veel achter elkaar. Probeer het over {verdict.retry_after} seconden opnieuw."
    return JsonResponse({"detail": text}, status=429, headers={"Retry-After": str(verdict.retry_after)})
