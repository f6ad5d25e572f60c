"""The door of the code, and leaving."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.throttle import Verdict, client_of
from stories.intake.faults import unreadable, wait
from stories.intake.languages import LANGUAGES
from stories.intake.own_views import resume_own
from stories.intake.pages import intake, intake_that_counts, too_often
from stories.intake.picture_views import resume_picture
from stories.intake.send_views import resume_sending
from stories.intake.showing import show
from stories.intake.start_forms import CodeForm
from stories.intake.step_views import resume
from stories.intake.typed import typed_in
from stories.intake.visitors import Visitor, forget, open_under, remember
from stories.services import door
from stories.services.door import Door

__all__ = ["code", "leave"]


@require_http_methods(["GET", "HEAD", "POST"])
@intake_that_counts
def code(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Type the code, and go to what belongs to it. Whatever is wrong with a code, the sentence is the same."""
    if request.method != "POST":
        return show(request, visitor, "code.html", {"form": CodeForm(), "languages": LANGUAGES.values()})
    refusal = too_often(request, visitor)  # holds for what opens nothing: who has the code is never kept out
    form = CodeForm(request.POST)
    if form.is_valid():
        opened = door.open_with_code(typed=form.cleaned_data["code"], client=client_of(request))
        if opened.submission is not None:
            return _opened(request, opened)
        if opened.retry_after:
            return wait(request, visitor, Verdict(False, opened.retry_after))
        form.add_error("code", _("Met deze code kunnen we niets openen. Kijk of alles er goed staat."))
    if refusal:
        return refusal
    context = {"form": form, "languages": LANGUAGES.values(), "typed": typed_in(request)}
    return show(request, visitor, "lost.html" if "path" in request.POST else "code.html", context)


@require_POST
@intake
def leave(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Close what this browser has open; the code opens it again."""
    door.leave(key=visitor.key)
    return forget(redirect(reverse("intake:code") + visitor.language.query))


def _opened(request: HttpRequest, opened: Door) -> HttpResponse:
    """To the story; or back to where the session was over, with what was typed there."""
    assert opened.submission is not None
    submission, readable = open_under(opened.key)
    visitor = Visitor(opened.key, submission, LANGUAGES[opened.submission.language], readable)
    if not readable:
        return remember(unreadable(request, visitor), opened.key)
    path = request.POST.get("path", "")
    pages = (resume, resume_own, resume_picture, resume_sending)
    resumed = next(filter(None, (page(request, visitor, path) for page in pages)), None)
    return remember(resumed or redirect("intake:own"), opened.key)
