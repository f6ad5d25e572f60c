"""Writing down what was told by phone, on paper or in a focus group, and the code for whoever told it."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from coalitions.tree import page_of
from stories.keeping.code import code_of, readable
from stories.models import FocusGroup
from stories.moderation.access import readers_only
from stories.moderation.entry_forms import EntryForm, FocusGroupForm
from stories.moderation.queue import PER_PAGE
from stories.rules import TextRefused
from stories.services.focus_groups import record_focus_group
from stories.services.telling import NothingTold, enter_for_teller

__all__ = ["enter", "focus_group", "focus_groups"]

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@readers_only
def enter(request: HttpRequest, editor: User) -> HttpResponse:
    """A story that was told by phone or on paper."""
    return _enter(request, editor, None)


@require_http_methods(GET_AND_POST)
@readers_only
def focus_group(request: HttpRequest, editor: User, pk: int) -> HttpResponse:
    """One more story of a focus group."""
    return _enter(request, editor, get_object_or_404(FocusGroup, pk=pk))


@require_http_methods(GET_AND_POST)
@readers_only
def focus_groups(request: HttpRequest, editor: User) -> HttpResponse:
    """The focus groups, the newest first, with how many stories there are of each; by POST one more."""
    form = FocusGroupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = record_focus_group(focus_group=form.save(commit=False), editor=editor, form=form.cleaned_data["once"])
        return redirect("moderation:focus_group", made.pk)
    known = FocusGroup.objects.select_related("theme").annotate(stories=Count("submissions"))
    results = page_of(request, known.order_by("-date", "-pk"), size=PER_PAGE)
    return render(request, "stories/moderation/focus_groups.html", {"form": form, "results": results})


def _enter(request: HttpRequest, editor: User, group: FocusGroup | None) -> HttpResponse:
    form = EntryForm(request.POST if request.method == "POST" else None, focus_group=group)
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["key"]
        try:
            entered = enter_for_teller(key=key, editor=editor, entry=form.entry)
        except (NothingTold, TextRefused) as error:
            form.add_error("text", str(error) or "Schrijf het verhaal op.")
        else:
            # In the answer itself: a code stands in no address, session or log.
            context = {"code": readable(code_of(key)), "row": entered, "focus_group": group}
            return render(request, "stories/moderation/entered.html", context)
    return render(request, "stories/moderation/enter.html", {"form": form, "focus_group": group})
