"""Redirects that give nothing away, and sessions that lack a second factor."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import uri_to_iri
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from accounts.models import User
from accounts.second_factor import Lacking, lacking
from accounts.visibility import may_see

SHOWING: Final = frozenset({"account_login", "account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
SETTING_UP: Final = SHOWING | {
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}
OPEN: Final = {Lacking.SHOW: SHOWING, Lacking.SET_UP: SETTING_UP}
"""The views in which a session that lacks something is somebody: those that help to get it, and leaving."""


class SecondFactorMiddleware:
    """A session that lacks a second factor is nobody's, but where that can be put right.

    So every door is the same: the admin, previews, documents and pages for some see a stranger and lead to the
    login, which leads on to the second factor. Asked at each request, so that a right that is given or taken in
    an open session counts at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA:
            logged_in = request.user
            request.user = SimpleLazyObject(lambda: _admitted(request, logged_in))  # type: ignore[assignment]
        return self.get_response(request)


def _admitted(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    lack = lacking(request, user) if isinstance(user, User) else None
    if lack is None:
        return user
    match = request.resolver_match
    return user if match and match.view_name in OPEN[lack] else AnonymousUser()


class VisibleRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, which follows a page that moved; not to a page that the visitor may not see.

    Its new address would tell them that it exists, and what it is called now.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # Most that isn't there was never anywhere: one light question, where Wagtail looks up the site and asks twice.
        if response.status_code != 404 or not self._is_known(request):
            return response
        answer = super().process_response(request, response)
        if answer is response or self._leads_to_visible(request):
            return answer
        return response

    @staticmethod
    def _is_known(request: HttpRequest) -> bool:
        """Whether anything once stood at this address, on whatever site, written in whatever way Wagtail reads it."""
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        ways = {way for one in (path, urlsplit(path).path) for way in (one, uri_to_iri(one)) if "\0" not in way}
        return Redirect.objects.filter(old_path__in=ways).exists()

    def _leads_to_visible(self, request: HttpRequest) -> bool:
        # The same two lookups, in the same order, by which Wagtail came to its answer.
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        page = redirect and redirect.redirect_page
        return page is None or may_see(request, page.specific)
