"""What every page of the intake has in common: its language, no trace in browser or address bar, a way out."""

import errno
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.throttle import client_of
from stories.intake.faults import expired, not_done, unclear, unreadable, wait
from stories.intake.limits import POSTS
from stories.intake.showing import show
from stories.intake.start_forms import CodeForm
from stories.intake.typed import typed_in
from stories.intake.visitors import Visitor, visitor_of
from stories.keeping.encryption import Unreadable
from stories.keeping.erasure_log import NotWritten

__all__ = ["intake", "intake_that_counts", "teller", "teller_of_anything", "too_often"]

View = Callable[..., HttpResponse]
DISK_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
POSTGRES_DISK_FULL: Final = "53100"


class _TokenCheck(CsrfViewMiddleware):
    """The usual check, without the page and the line in the log that the usual refusal makes: nobody sees them here."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def intake(view: View) -> View:
    """A page that anybody may open: `view(request, visitor, ...)`.

    The usual token against forged forms, with two differences. Under no-referrer a browser calls the origin of our own
    form "null". And who comes without token or session is given back what they typed, with the question for the code.
    """
    return _guarded(view, counts=False)


def intake_that_counts(view: View) -> View:
    """As `intake`, for a page that counts its forms itself (`too_often`), since some are let in whatever others do.

    Those that never reach it are counted here.
    """
    return _guarded(view, counts=True)


def too_often(request: HttpRequest, visitor: Visitor) -> HttpResponse | None:
    """Count one form from this address; the page that says to wait when it is one too many."""
    verdict = POSTS.hit(client_of(request))
    return None if verdict.allowed else wait(request, visitor, verdict)


def _guarded(view: View, *, counts: bool) -> View:
    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visitor = visitor_of(request)
        with translation.override(visitor.language.code):
            try:
                response = _refused(request, visitor, view, counts) or view(request, visitor, *args, **kwargs)
            except (OSError, OperationalError) as error:
                if not _took_nothing(error):
                    raise
                response = not_done(request, visitor)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def teller(view: View) -> View:
    """A page for who has a story open; others are asked for their code, and lose nothing that they typed."""
    return _opened(view, reads=True)


def teller_of_anything(view: View) -> View:
    """The same, for a page that reads nothing of what was told: it may be unreadable."""
    return _opened(view, reads=False)


def _opened(view: View, *, reads: bool) -> View:
    @intake
    @wraps(view)
    def opened(request: HttpRequest, visitor: Visitor, *args: Any, **kwargs: Any) -> HttpResponse:
        if visitor.submission is None:
            return _lost(request, visitor)
        try:
            response = view(request, visitor, *args, **kwargs) if visitor.readable or not reads else None
        except Unreadable:  # after half a change of keys a message may be what no key reads
            response = None
        response = response or unreadable(request, visitor)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _refused(request: HttpRequest, visitor: Visitor, view: View, counts: bool) -> HttpResponse | None:
    if request.method != "POST":
        return None
    if not counts and (refusal := too_often(request, visitor)):
        return refusal
    fault = unclear if not _is_text(request) else None if _is_ours(request, view) else _lost
    if fault is None:
        return None
    return (counts and too_often(request, visitor)) or fault(request, visitor)


def _lost(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    if request.method != "POST":
        return redirect(reverse("intake:code") + visitor.language.query)
    if request.path == reverse("intake:start"):
        return expired(request, visitor)
    return show(request, visitor, "lost.html", {"form": CodeForm(), "typed": typed_in(request)}, status=403)


def _is_ours(request: HttpRequest, view: View) -> bool:
    if (
        request.headers.get("Origin") == "null"
        and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    ):
        request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
    return _TokenCheck(view).process_view(request, view, (), {}) is None


def _is_text(request: HttpRequest) -> bool:
    """Whether what was sent is text at all: what isn't would be kept as something else than was sent."""
    if request.content_type != "application/x-www-form-urlencoded":
        return True
    try:
        unquote_to_bytes(request.body).decode()
    except UnicodeDecodeError:
        return False
    return True


def _took_nothing(error: OSError | OperationalError) -> bool:
    """Whether the disk is full, or the list of erasures takes no line for whatever reason."""
    if isinstance(error, OSError):
        return isinstance(error, NotWritten) or error.errno in DISK_FULL
    return "disk is full" in str(error) or getattr(error.__cause__, "sqlstate", "") == POSTGRES_DISK_FULL
