"""Being invited: behind the link in the mail, and after logging in with the address that was invited."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from coalitions import invitations
from coalitions.models import CoalitionPage
from coalitions.team_views import private
from core.ids import is_id
from core.throttle import Limit, client_of, too_many

__all__ = ["invitation", "own_invitations"]

ANSWER: Final = Limit("invitation", 30, timedelta(minutes=15))
"""Per network address: a room full of people may accept at once."""
SAFE_AND_POST: Final = ["GET", "HEAD", "POST"]


@require_http_methods(SAFE_AND_POST)
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """What an invited person sees behind the link; by POST they join."""
    if request.method == "POST":
        verdict = ANSWER.hit(client_of(request))
        if not verdict.allowed:
            return too_many(verdict)
    user = request.user if isinstance(request.user, User) else None
    try:
        if user and request.method == "POST":
            coalition = invitations.accept(token, user=user)
            return _welcome(request, coalition)
        found = invitations.look_up(token)
        if user and found.email != user.email.lower():
            raise invitations.ForAnotherAddress
    except invitations.InvitationRefused as refusal:
        return _refuse(request, refusal)
    context = {"invitation": found, "path": request.path}
    return private(render(request, "coalitions/team/invitation.html", context))


def _refuse(request: HttpRequest, refusal: invitations.InvitationRefused) -> HttpResponse:
    """Say why an invitation can't be used: unknown, over, or another's."""
    statuses: dict[type[invitations.InvitationRefused], int] = {
        invitations.InvitationUnknown: 404,
        invitations.ForAnotherAddress: 403,
    }
    context = {
        "message": refusal.message,
        "other_address": isinstance(refusal, invitations.ForAnotherAddress),
        "used": isinstance(refusal, invitations.InvitationUsed),
    }
    status = statuses.get(type(refusal), 410)
    return private(render(request, "coalitions/team/refused.html", context, status=status))


@login_required
@require_http_methods(SAFE_AND_POST)
def own_invitations(request: HttpRequest) -> HttpResponseBase:
    """The open invitations of who is logged in; by POST they take one, or say no to it."""
    user = request.user
    assert isinstance(user, User)
    waiting = list(invitations.waiting_for(user))
    if request.method == "POST":
        chosen = next((item for item in waiting if str(item.pk) == request.POST.get("invitation")), None)
        if chosen is None:
            return _answered(request, user)
        if request.POST.get("action") == "decline":
            invitations.revoke(chosen)
            messages.success(request, f"U doet niet mee met {chosen.coalition.title}.")
            return redirect("coalitions:own_invitations")
        try:
            return _welcome(request, invitations.join(chosen, user=user))
        except invitations.InvitationRefused as refusal:
            return _refuse(request, refusal)
    return private(render(request, "coalitions/team/own_invitations.html", {"invitations": waiting}))


def _answered(request: HttpRequest, user: User) -> HttpResponse:
    """The second of two clicks ends where the first one did; whoever asks for something else reads what happened."""
    pk, declines = request.POST.get("invitation", ""), request.POST.get("action") == "decline"
    found = invitations.answered(user, int(pk)) if is_id(pk) else None
    if found is None:
        raise Http404
    if declines and found.revoked:
        return redirect("coalitions:own_invitations")
    if declines or found.revoked:
        return _refuse(request, invitations.InvitationRevoked() if found.revoked else invitations.InvitationUsed())
    return _welcome(request, found.coalition)


def _welcome(request: HttpRequest, coalition: CoalitionPage) -> HttpResponse:
    messages.success(request, f"Welkom bij {coalition.title}. U kunt nu meeschrijven.")
    return redirect("wagtailadmin_explore", coalition.pk)
