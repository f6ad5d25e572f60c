"""What coalitions answered, for an editor to check before readers see it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from stories.models import CoalitionResponse
from stories.moderation.access import readers_only
from stories.services.following_up import turn_down
from stories.services.responding import check_response

__all__ = ["judge_response", "responses"]

SHOWN = 50


@require_safe
@readers_only
def responses(request: HttpRequest, editor: User) -> HttpResponse:
    """Those to check, and the promises that a coalition didn't come back to."""
    with_names = CoalitionResponse.objects.select_related("story", "coalition", "approach")
    context = {
        "to_check": with_names.to_check()[:SHOWN],
        "silent": with_names.due(timezone.localdate()).filter(asked_at__isnull=False)[:SHOWN],
    }
    return render(request, "stories/moderation/responses.html", context)


@require_POST
@readers_only
def judge_response(request: HttpRequest, editor: User, pk: int) -> HttpResponse:
    """Let readers see it, or not."""
    response = CoalitionResponse.objects.to_check().filter(pk=pk).first()
    if response is None:
        messages.warning(request, "Deze reactie is al nagekeken, of het verhaal is er niet meer.")
    elif request.POST.get("mag") == "ja":
        check_response(response=response, editor=editor)
        messages.success(request, "De reactie staat nu bij het verhaal.")
    else:
        turn_down(response=response)
        messages.success(request, "De reactie is weg. Laat de coalitie weten waarom.")
    return redirect("moderation:responses")
