"""Which path leads where; the views are in the apps."""

from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls

from core import media
from ks_site import views
from ks_site.sitemaps import SITEMAPS
from ks_site.unread import TOO_LONG, UNREADABLE, address_too_long, unreadable
from stories.intake.faults import TELLING

handler400 = "ks_site.errors.bad_request"
handler403 = "ks_site.errors.permission_denied"
handler404 = "ks_site.errors.page_not_found"
handler500 = "ks_site.errors.server_error"


def nothing_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Stands before pages of Wagtail that would tell a stranger what exists."""
    raise Http404


urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(TOO_LONG.removeprefix("/"), address_too_long),
    path(UNREADABLE.removeprefix("/"), unreadable),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/", include("ks_site.admin_urls")),
    path("", include("accounts.urls")),
    path("account/e-mail/", include("mail.urls")),
    path("", include("coalitions.urls")),
    path("zoeken/", include("search.urls")),
    path("", include("search.door_urls")),
    path("", include("alerts.urls")),
    path("api/", include("api.urls")),
    path("themas/", include("pages.urls")),
    path("", include("toolbox.urls")),
    path("", include("pages.place_urls")),
    path("contact/", include("coalitions.contact_urls")),
    path("", include("stories.responding.urls")),
    path("redactie/verhalen/", include("stories.moderation.urls")),
    # Of what was uploaded only the renditions: originals and documents have no address here.
    path("media/images/<str:name>", media.rendition),
    # No page or collection is behind a password here; Wagtail wants to know where one would be typed.
    path(
        "documenten/authenticate_with_password/<int:restriction_id>/",
        nothing_here,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^documenten/(\d+)/(.*)$", media.document, name="wagtaildocs_serve"),
    re_path(r"^_util/", nothing_here),
    path("", include("approaches.urls")),
    path(TELLING.removeprefix("/"), include("stories.intake.urls")),
    path("", include(wagtail_urls)),
]
