"""Where somebody lands in the admin."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.home import HomeView

from coalitions.membership import only_coalition_of

__all__ = ["admin_home"]

_wagtail_home = HomeView.as_view()


@require_admin_access
def admin_home(request: HttpRequest) -> HttpResponseBase:
    """The start of the admin: for a member of one coalition its pages, for everybody else Wagtail's start."""
    coalition = only_coalition_of(request.user)
    if coalition is not None:
        return redirect("wagtailadmin_explore", coalition.pk)
    response: HttpResponse = _wagtail_home(request)
    return response
