"""The answer at the address of a story that was erased: it was here, it is gone, and nothing more is told.

Nor why: a teller took it back, editors took it off the site, or its time was over.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from stories.keeping.encryption import keyed_hash
from stories.models.gone import GoneAddress

__all__ = ["FIRST_TAKE_DOWN", "ErasedMeanwhile", "GoneMiddleware", "address_hash", "gone_page", "is_gone"]

SAFE: Final = frozenset({"GET", "HEAD"})


FIRST_TAKE_DOWN: Final = (
    "Deze pagina kan niet weg: er staat hier of eronder een verhaal dat iemand ons vertelde. Haal dat eerst van de "
    "site, bij Redactie, Verhalen. Dan leest de verteller waarom, en is elk spoor ervan weg."
)


class ErasedMeanwhile(ObjectDoesNotExist):
    """A story was erased between the moment that somebody opened it and the moment that they save it."""


def address_hash(path: str) -> str:
    """What is kept of the address of a page that was erased."""
    return keyed_hash("address", path.rstrip("/") + "/")


def is_gone(path: str) -> bool:
    """Whether a page that stood at this path was erased. One query."""
    return GoneAddress.objects.filter(path_hash=address_hash(path)).exists()


def gone_page(request: HttpRequest) -> HttpResponse:
    """410, so that search engines forget it at once."""
    response = render(request, "stories/gone.html", status=HTTPStatus.GONE)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def is_told(item: Model) -> bool:
    """Whether this is what somebody told us. By name: that model knows the page, which knows this module."""
    return item._meta.label == "stories.Submission"


class GoneMiddleware:
    """Says that something was taken away: at an address where nothing is (404), to who saves what is gone, and to who
    would delete what a teller may take back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and request.method in SAFE and is_gone(request.path):
            return gone_page(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view fails."""
        if isinstance(exception, ErasedMeanwhile):
            return gone_page(request)
        if isinstance(exception, ProtectedError) and any(is_told(one) for one in exception.protected_objects):
            return HttpResponse(FIRST_TAKE_DOWN, status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
        return None
