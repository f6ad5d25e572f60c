"""What tellers share with a coalition: for its coordinators alone, each opening noted."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from coalitions.membership import is_coordinator
from coalitions.models import CoalitionPage
from coalitions.team_views import private
from coalitions.tree import page_of
from stories.services.changing import Gone
from stories.services.sharing import open_shared, shared_with

__all__ = ["shared", "shared_story"]

PER_PAGE = 20


@login_required
@require_safe
def shared(request: HttpRequest, slug: str) -> HttpResponse:
    """Who told something and from where, without a word of it."""
    coalition, _user = _of_coordinator(request, slug)
    page = page_of(request, shared_with(coalition), size=PER_PAGE)
    return private(render(request, "stories/responding/shared.html", {"coalition": coalition, "results": page}))


@login_required
@require_safe
def shared_story(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    """The text that the teller said yes to; Http404 once that isn't so any more."""
    coalition, user = _of_coordinator(request, slug)
    try:
        text = open_shared(coalition=coalition, submission=uid, reader=user)
    except Gone:
        raise Http404 from None
    return private(render(request, "stories/responding/shared_story.html", {"coalition": coalition, "text": text}))


def _of_coordinator(request: HttpRequest, slug: str) -> tuple[CoalitionPage, User]:
    """Http404 for everybody else, as for a coalition that doesn't exist: what is shared is shared with these alone."""
    user = request.user
    coalition = CoalitionPage.objects.filter(slug=slug).first()
    if coalition is None or not isinstance(user, User) or not is_coordinator(user, coalition):
        raise Http404
    return coalition, user
