"""An address that is too long to read. Gunicorn reads this module before Django is set up: nothing of a model here."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers

__all__ = ["TOO_LONG", "address_too_long"]

TOO_LONG: Final = "/adres-te-lang/"
"""Where the site tells that an address is too long."""


def address_too_long(request: HttpRequest) -> HttpResponse:
    """What gunicorn's worker answers to an address that it doesn't read (ks_site.serving)."""
    response = HttpResponse(loader.render_to_string("414.html"), status=414)
    add_never_cache_headers(response)
    return response
