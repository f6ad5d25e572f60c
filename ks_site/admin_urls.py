"""Wagtail's admin, with one door and with transactions.

Unsafe requests run in one transaction, so that a change and the rows that make it findable are stored together
or not at all. Wagtail makes a redirect of PermissionDenied inside that transaction: a hook that refuses after
something was saved must call `transaction.set_rollback(True)`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from coalitions.isolation.guards import only_own
from core.ids import is_id
from core.uploads import UPLOAD_VIEW_NAMES
from mail.admin_views import account

View = Callable[..., HttpResponseBase]

SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS", "TRACE")
# Hashing a password takes long, and so does an upload: SQLite lets one write at a time.
PASSWORDS: Final = {"wagtailadmin_account", "wagtailadmin_logout"}
# Sent every few seconds by an open editor; they write nothing that is found.
BACKGROUND: Final = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}
# Many pages, each in a transaction of its own, so that one that fails takes no other with it.
PAGE_BY_PAGE: Final = {"editorial_change_themes", "editorial_continue_change", "editorial_undo_change"}
BULK: Final = "wagtail_bulk_action"
ALL: Final = "all"
"""What Wagtail's own lists send in place of numbers when everything is chosen."""
OF_SEVERAL: Final = ("chosen_multiple", BULK)
"""The ends of the names of views that are asked for several things at once."""
OUTSIDE: Final = UPLOAD_VIEW_NAMES | PASSWORDS | BACKGROUND | PAGE_BY_PAGE


def atomic_when_unsafe(view: View) -> View:
    """Run a view in a transaction if it may change something; a refusal (4xx) undoes what it did before."""

    @wraps(view)
    def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE_METHODS or _is_outside(request):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response

    return decorated


def _is_outside(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OUTSIDE or "preview" in name


def with_numbers(view: View) -> View:
    """A chooser or a bulk action is asked for what has this number, or these; Wagtail takes any word, and stumbles."""

    @wraps(view)
    def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.resolver_match.view_name if request.resolver_match else ""
        one = [kwargs["pk"]] if name.endswith(":chosen") else []
        several = request.GET.getlist("id") if name.endswith(OF_SEVERAL) else []
        if not all(is_id(asked) or (asked == ALL and name == BULK) for asked in [*one, *several]):
            raise Http404
        return view(request, *args, **kwargs)

    return decorated


def guarded(view: View) -> View:
    """A view as it stands in the admin: a refusal costs no transaction."""
    return with_numbers(only_own(atomic_when_unsafe(view)))


to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    # Wagtail's own login and password pages would be side doors past ours.
    path("login/", to_login),
    re_path("^password_reset/", to_reset),
    path("account/", account, name="wagtailadmin_account"),
    path("", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
]
