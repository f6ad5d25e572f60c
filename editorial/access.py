"""Whose these screens are: the editors, who work with the pages of all coalitions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User
from coalitions.permissions import is_editor

__all__ = ["editor_of", "editors_only"]

View = Callable[..., HttpResponseBase]


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
