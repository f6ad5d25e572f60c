"""Whose these screens are: who may read submissions, which asks for a second factor (accounts.second_factor)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User

__all__ = ["readers_only"]

View = Callable[..., HttpResponseBase]


def readers_only(view: View) -> View:
    """Give the view the editor who asks as its second argument; refuse everybody else before anything is looked up.

    What it answers is kept by no cache: the back button after logging out shows nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User) or not user.has_perm("stories.read_submissions"):
            raise PermissionDenied
        response = view(request, user, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return login_required(guarded)
