"""Whose these screens are: the editors, who work with the pages of all coalitions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.models import User
from coalitions.querysets import COALITION_PATH_LENGTH

__all__ = ["editor_of", "editors_only", "is_editor"]

View = Callable[..., HttpResponseBase]


def is_editor(user: User | AnonymousUser) -> bool:
    """Whether somebody may publish above the coalitions, as the editors do. One query, kept on the user."""
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return any(row.permission.codename == "publish_page" and len(row.page.path) < COALITION_PATH_LENGTH for row in rows)


def editor_of(request: HttpRequest) -> User:
    """The editor who asks; PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not is_editor(request.user):
        raise PermissionDenied
    return request.user


def editors_only(view: View) -> View:
    """Refuse a view to everybody else, before anything of it was looked up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        editor_of(request)
        return view(request, *args, **kwargs)

    return guarded
