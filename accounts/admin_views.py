"""What who administers does for somebody who lost their second factor."""

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from accounts.services import reset_second_factor

__all__ = ["reset_view"]


@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.mfa")
def reset_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether, then take away somebody's second factor. Superusers only, who prove that it is them."""
    by = request.user
    if not (isinstance(by, User) and by.is_superuser):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    if request.method == "GET":
        return TemplateResponse(request, "accounts/admin/reset_second_factor.html", {"somebody": user})
    if reset_second_factor(user=user, by=by):
        messages.success(request, f"De tweede stap van {user} is gewist. Wij hebben {user.email} gemaild.")
    else:
        messages.warning(request, f"{user} had geen tweede stap; er is niets gewist.")
    return redirect("wagtailusers_users:edit", user.pk)
