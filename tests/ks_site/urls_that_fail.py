"""The site's own paths, and some that go wrong in every way a view can."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from ks_site import urls
from ks_site.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

CANARY = "kanarie-9d1f0c"


def crash(request: HttpRequest) -> HttpResponse:
    story = request.POST.get("verhaal", CANARY)
    raise ValueError(f"kan dit verhaal niet lezen: {story} van {CANARY}@voorbeeld.test")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(CANARY)


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(CANARY)


urlpatterns = [
    path("stuk/", crash),
    path("verboden/", forbidden),
    path("verdacht/", suspicious),
    *urls.urlpatterns,
]
