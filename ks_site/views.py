"""What machines ask for: is it up, who to tell about a security problem, what may be crawled."""

from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from core import health

__all__ = ["favicon", "healthz", "readyz", "robots_txt", "security_txt"]

SECURITY_TXT_VALID: Final = timedelta(days=180)
"""RFC 9116 advises less than a year. Counted from today: a site that is up is a site that is looked after."""
NOT_FOR_CRAWLERS: Final = (
    "wagtailadmin_home",
    "accounts:overview",
    "account_signup",
    "account_login",
    "account_logout",
    "account_reset_password",
    "search:results",
    "doors:json",
    "doors:rss",
    "doors:csv",
)
"""Names of addresses; what lies below one neither."""
KEYED: Final = {
    "account_confirm_email": 1,
    "account_reset_password_from_key": 2,
    "alerts:own": 1,
    "approaches:confirm": 1,
    "contact:ask": 1,
    "coalitions:invitation": 1,
}
"""Those that are different for each key or page, and how many parts of their own they end in: none of all those."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers at all; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether everything needed to serve is there: 200 or 503. Only who administers the site sees what isn't."""
    parts = health.report()
    ready = all(part.ok for part in parts.values())
    status = 200 if ready else 503
    if not (parts["database"].ok and _is_superuser(request)):
        return HttpResponse("ok\n" if ready else "not ready\n", content_type="text/plain", status=status)
    detail = {name: {"ok": part.ok, **part.detail} for name, part in parts.items()}
    return JsonResponse({"ready": ready, "parts": detail}, status=status)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a security problem (RFC 9116)."""
    expires = datetime.combine(
        timezone.now().date() + SECURITY_TXT_VALID, time(), tzinfo=timezone.get_current_timezone()
    )
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch: the pages, not the searches through them."""
    paths = [*map(reverse, NOT_FOR_CRAWLERS), *(_before_key(name, parts) for name, parts in KEYED.items())]
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in paths))
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse("\n".join([*lines, "", f"Sitemap: {sitemap}"]) + "\n", content_type="text/plain")


@cache_control(max_age=86400)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask here without having read a page."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("img/favicon.svg"))


def _before_key(name: str, parts: int) -> str:
    return reverse(name, args=[0] * parts).removesuffix("0/" * parts)


def _is_superuser(request: HttpRequest) -> bool:
    try:
        return bool(request.user.is_authenticated and request.user.is_superuser)
    except DatabaseError:  # the database went away since it was checked
        return False
