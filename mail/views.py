"""Where somebody chooses which mail they get."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mail.forms import PreferenceForm
from mail.models import Wish
from mail.preferences import Receiver, choose, wish_of

__all__ = ["preferences"]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponseBase:
    """Shows what the user chose, and keeps what they choose now."""
    user: Receiver = request.user  # type: ignore[assignment]  # login_required: never anonymous
    sent = request.POST if request.method == "POST" else None
    form = PreferenceForm(sent, initial={"wish": wish_of(user)})
    if form.is_valid():
        choose(user, Wish(form.cleaned_data["wish"]))
        messages.success(request, "Uw keuze is bewaard.")
        return redirect("email:preferences")
    response: HttpResponse = render(request, "mail/preferences.html", {"form": form})
    response["Cache-Control"] = "no-store"
    return response
