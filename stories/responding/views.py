"""The stories that a coalition may answer, and answering one. For its coordinators, and editors in their place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from coalitions.membership import is_coordinator
from coalitions.models import CoalitionPage
from coalitions.permissions import is_editor
from coalitions.team_views import private
from coalitions.tree import page_of
from stories.models import CoalitionResponse, StoryPage
from stories.responding.forms import ResponseForm
from stories.responding.reading import promises_due, stories_for
from stories.rules import TextRefused
from stories.services.changing import Gone
from stories.services.following_up import AlreadySaid, follow_up
from stories.services.responding import NotLinked, SaysNothing, respond
from stories.services.sharing import shared_with

__all__ = ["answer", "report", "stories"]

PER_PAGE = 20
GET_AND_POST = ["GET", "HEAD", "POST"]
SAYS_NOTHING = "Schrijf op wat er verandert. Weet u dat nog niet? Kies dan ‘Gelezen, dank u wel’."
NOT_LINKED = "Kies de aanpak waarin u dit doet, of schrijf waarom het nog in geen aanpak staat."
GONE = "Dit verhaal staat niet meer op de site."
REFUSED = (SaysNothing, NotLinked, TextRefused, Gone)
ANSWERED = "Wat hiervan geworden is, staat al bij de redactie."
THANKS = "Dank u wel. De redactie leest uw reactie; daarna staat die bij het verhaal."


@login_required
@require_safe
def stories(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories near a coalition, and what it is asked after."""
    coalition, user = _led(request, slug)
    page = page_of(request, stories_for(coalition), size=PER_PAGE)
    given = CoalitionResponse.objects.filter(coalition=coalition, story__in=[story.pk for story in page.object_list])
    answered = {response.story_id: response for response in given}
    context = {
        "coalition": coalition,
        "stories": [(story, answered.get(story.pk)) for story in page.object_list],
        "results": page,
        "due": promises_due(coalition, timezone.localdate()),
        "shared": shared_with(coalition).count() if is_coordinator(user, coalition) else 0,
    }
    return private(render(request, "stories/responding/stories.html", context))


@login_required
@require_http_methods(GET_AND_POST)
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer one story."""
    coalition, user = _led(request, slug)
    story: StoryPage = get_object_or_404(stories_for(coalition), pk=pk)
    form = ResponseForm(request.POST if request.method == "POST" else None, coalition=coalition)
    if form.is_bound and form.is_valid():
        try:
            respond(
                story=story,
                coalition=coalition,
                author=user,
                response=form.response,
                form=form.cleaned_data["once"],
            )
        except REFUSED as error:
            _refuse(form, error)
        else:
            messages.success(request, THANKS)
            return redirect("responding:stories", slug)
    context = {"coalition": coalition, "story": story, "form": form}
    return private(render(request, "stories/responding/answer.html", context))


@login_required
@require_http_methods(GET_AND_POST)
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what became of a promise."""
    coalition, user = _led(request, slug)
    earlier = next((one for one in promises_due(coalition, timezone.localdate()) if one.pk == pk), None)
    if earlier is None and request.method == "POST" and _is_answered(coalition, pk):
        messages.info(request, ANSWERED)
        return redirect("responding:stories", slug)
    if earlier is None:
        raise Http404
    form = ResponseForm(request.POST if request.method == "POST" else None, coalition=coalition)
    if form.is_bound and form.is_valid():
        try:
            follow_up(earlier=earlier, author=user, response=form.response)
        except AlreadySaid:
            messages.info(request, ANSWERED)
            return redirect("responding:stories", slug)
        except REFUSED as error:
            _refuse(form, error)
        else:
            messages.success(request, THANKS)
            return redirect("responding:stories", slug)
    context = {"coalition": coalition, "story": earlier.story, "earlier": earlier, "form": form}
    return private(render(request, "stories/responding/answer.html", context))


def _led(request: HttpRequest, slug: str) -> tuple[CoalitionPage, User]:
    """The coalition, and who speaks for it. Http404 for everybody else, as for one that doesn't exist."""
    user = request.user
    coalition = CoalitionPage.objects.filter(slug=slug).first()
    if coalition is None or not isinstance(user, User) or not (is_coordinator(user, coalition) or is_editor(user)):
        raise Http404
    return coalition, user


def _is_answered(coalition: CoalitionPage, pk: int) -> bool:
    """Whether it is a promise of theirs that is no longer asked about: the form was sent before, or by a colleague."""
    theirs = CoalitionResponse.objects.visible().filter(coalition=coalition, pk=pk)
    return theirs.exclude(pk__in=CoalitionResponse.objects.promises().order_by().values("pk")).exists()


def _refuse(form: ResponseForm, error: Exception) -> None:
    if isinstance(error, SaysNothing):
        form.add_error("what", SAYS_NOTHING)
    elif isinstance(error, NotLinked):
        form.add_error("approach", NOT_LINKED)
    else:
        form.add_error("text", str(error) or GONE)
