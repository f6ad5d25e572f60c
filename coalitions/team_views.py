"""The team of a coalition on the site itself: who is in it, inviting, changing and taking out.

Every address names its coalition, and every id is looked up within it. Who may not manage that coalition gets the
answer of a coalition that doesn't exist. Nothing changes but by POST.
"""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from coalitions import invitations
from coalitions.membership import Person, manages_team, team_of
from coalitions.models import CoalitionPage, Invitation
from coalitions.permissions import is_editor
from coalitions.services import add_member, remove_member
from coalitions.team_forms import InviteForm
from core.throttle import Limit, too_many

__all__ = ["change_invitation", "member", "private", "team"]

INVITE: Final = Limit("invite", 30, timedelta(hours=1))
"""Per coordinator: a whole team in one go, no mailing list."""
INVITED: Final = Limit("invited", 5, timedelta(days=1))
"""Per mailbox: each is a mail to somebody who didn't ask for it."""
SAFE_AND_POST: Final = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(SAFE_AND_POST)
def team(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who is in the team and who is invited; by POST one more invitation."""
    coalition, user = _managed(request, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused = _invite(request, coalition, user, form)
        if refused is not None:
            return refused
        if form.is_valid():
            messages.success(request, f"De uitnodiging aan {form.cleaned_data['email']} is onderweg.")
            return redirect("coalitions:team", coalition.slug)
    now = timezone.now()
    context = {
        "coalition": coalition,
        "people": team_of(coalition),
        "invitations": [(item, item.expires <= now) for item in coalition.invitations.undecided()],
        "form": form,
    }
    return private(render(request, "coalitions/team/team.html", context))


@login_required
@require_http_methods(SAFE_AND_POST)
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """One person of the team, with what can be changed; by POST that is done."""
    coalition, user = _managed(request, slug)
    person = next((person for person in team_of(coalition) if person.user.pk == pk), None)
    if person is None:
        raise Http404
    if request.method == "POST":
        return _change(request, coalition, user, person)
    leads = [other for other in team_of(coalition) if other.leads and other.user.is_active]
    context = {
        "coalition": coalition,
        "person": person,
        "is_self": person.user == user,
        "is_last": leads == [person],
    }
    return private(render(request, "coalitions/team/member.html", context))


@login_required
@require_POST
def change_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Send an invitation again, or take it back."""
    coalition, user = _managed(request, slug)
    found: Invitation = get_object_or_404(coalition.invitations, pk=pk)
    if not found.is_undecided and _is_done(coalition, found, request.POST.get("action")):
        return redirect("coalitions:team", coalition.slug)  # the second of two clicks
    if not found.is_undecided:
        raise Http404
    if request.POST.get("action") == "resend":
        refused = _count_invitation(request, user, found.email)
        if refused is not None:
            return refused
        try:
            invitations.resend(found, by=user)
        except invitations.InvitationRefused:
            raise Http404 from None  # it was taken, or taken back, just now
        except invitations.AlreadyInTeam:
            messages.error(request, f"{found.email} zit al in het team.")
        else:
            messages.success(request, f"{found.email} krijgt een nieuwe uitnodiging. De oude link werkt niet meer.")
    elif request.POST.get("action") == "revoke":
        invitations.revoke(found)
        messages.success(request, f"De uitnodiging aan {found.email} is ingetrokken.")
    return redirect("coalitions:team", coalition.slug)


def _is_done(coalition: CoalitionPage, found: Invitation, action: str | None) -> bool:
    """Whether what is asked of an invitation was done: it was taken back, or another went to the same address."""
    if action == "resend":
        return coalition.invitations.undecided().filter(email=found.email).exists()
    return action == "revoke" and found.revoked is not None


def _managed(request: HttpRequest, slug: str) -> tuple[CoalitionPage, User]:
    """The coalition, and who manages its team: its coordinators and the editors. Http404 for everybody else."""
    user = request.user
    coalition = CoalitionPage.objects.filter(slug=slug).first()
    if coalition is None or not isinstance(user, User) or not manages_team(user, coalition):
        raise Http404
    return coalition, user


def _invite(request: HttpRequest, coalition: CoalitionPage, user: User, form: InviteForm) -> HttpResponse | None:
    """Send the invitation of a form, or add what is wrong to it. The answer when there were too many."""
    email, once = form.cleaned_data["email"], form.cleaned_data["once"]
    if invitations.sent_before(coalition, email=email, as_coordinator=form.as_coordinator, form=once):
        return None  # the second of two clicks, which is no mail and counts as none
    refused = _count_invitation(request, user, email.lower())
    if refused is not None:
        return refused
    try:
        invitations.invite(coalition, email=email, as_coordinator=form.as_coordinator, by=user, form=once)
    except invitations.AlreadyInTeam:
        form.add_error("email", "Deze persoon zit al in het team. Bij de naam kunt u de rol veranderen.")
    return None


def _count_invitation(request: HttpRequest, user: User, email: str) -> HttpResponse | None:
    for limit, key in ((INVITE, str(user.pk)), (INVITED, email)):
        verdict = limit.hit(key)
        if not verdict.allowed:
            return too_many(verdict)
    return None


def _change(request: HttpRequest, coalition: CoalitionPage, user: User, person: Person) -> HttpResponse:
    """Do what was asked with somebody of the team."""
    action, name = request.POST.get("action"), str(person.user)
    if action == "remove":
        remove_member(coalition, person.user)
        messages.success(request, f"{name} zit niet meer in het team. Wat {name} schreef, blijft staan.")
    elif action in ("lead", "write"):
        add_member(coalition, person.user, as_coordinator=action == "lead")
        messages.success(request, f"{name} is nu {'coördinator' if action == 'lead' else 'lid'}.")
    if person.user == user and action in ("remove", "write") and not is_editor(user):
        return redirect("/")
    return redirect("coalitions:team", coalition.slug)


def private(response: HttpResponse) -> HttpResponse:
    """Names and secrets: kept by no cache.

    The policy of the site tells no other site where somebody came from. A stricter one would leave out the origin
    of a form too, by which Django knows it for ours.
    """
    response["Cache-Control"] = "no-store"
    return response
