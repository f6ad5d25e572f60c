"""Requests that are never read: the address is too long, or it is none. Gunicorn reads this module before Django is set
up: nothing of a model here."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers

__all__ = ["TOO_LONG", "UNREADABLE", "address_too_long", "unreadable"]

TOO_LONG: Final = "/adres-te-lang/"
UNREADABLE: Final = "/vraag-onleesbaar/"
"""Where the site tells so: what gunicorn's worker answers (ks_site.serving)."""


def address_too_long(request: HttpRequest) -> HttpResponse:
    return _told("414.html", 414)


def unreadable(request: HttpRequest) -> HttpResponse:
    return _told("400.html", 400)


def _told(template: str, status: int) -> HttpResponse:
    response = HttpResponse(loader.render_to_string(template), status=status)
    add_never_cache_headers(response)
    return response
