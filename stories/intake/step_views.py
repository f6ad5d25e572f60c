"""The steps with questions: what was filled in is kept at each, and while somebody types."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stories.intake.consent_form import ConsentForm
from stories.intake.faults import too_late
from stories.intake.fields import StepForm
from stories.intake.limits import SAVES
from stories.intake.pages import intake, teller
from stories.intake.reading_back import danger_in, words_of
from stories.intake.showing import show
from stories.intake.step_forms import StoryForm
from stories.intake.steps import STEPS, Step, after, before
from stories.intake.visitors import Visitor
from stories.models import Submission
from stories.services import reviewing, telling
from stories.services.changing import ChangedMeanwhile, Gone, NotNow
from stories.services.telling import Told

__all__ = ["resume", "save", "step"]


@require_http_methods(["GET", "HEAD", "POST"])
@teller
def step(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """One step: its questions, and keeping the answers."""
    submission = visitor.submission
    found = next((each for each in STEPS if each.slug == slug), None)
    if found is None or found.form is None or submission is None:
        raise Http404
    if found.form is not ConsentForm and not submission.may_change and request.method != "POST":
        return redirect("intake:own")
    if request.method != "POST":
        return _page(request, visitor, found, found.form(initial=found.form.present(submission), submission=submission))
    form = found.form(request.POST, submission=submission)
    if not form.is_valid():
        return _page(request, visitor, found, form)
    try:
        _keep(visitor, form)
    except ChangedMeanwhile:
        return _page(request, visitor, found, _with_conflict(form, submission))
    except Gone:
        return redirect("intake:own")
    except NotNow:
        return too_late(request, visitor)
    following = after(found) if visitor.is_writing else None
    return redirect(following.url if following else "intake:own")


@require_POST
@intake
def save(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Keep what is being typed, for the script of the page. 401: no session; 409: changed in another window."""
    submission = visitor.submission
    if submission is None or not visitor.is_writing:
        return JsonResponse({}, status=401)
    verdict = SAVES.hit(str(submission.uid))
    if not verdict.allowed:
        return JsonResponse({}, status=429, headers={"Retry-After": str(verdict.retry_after)})
    form = StoryForm(request.POST)
    form.fields["text"].required = False
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    try:
        row = telling.save_draft(submission=submission, told=form.told(), version=form.cleaned_data["version"])
    except ChangedMeanwhile:
        return JsonResponse({}, status=409)
    except (Gone, NotNow):
        return JsonResponse({}, status=401)
    return JsonResponse({"version": row.version, "at": f"{timezone.localtime(row.saved_at):%H:%M}"})


def resume(request: HttpRequest, visitor: Visitor, path: str) -> HttpResponse | None:
    """The step with this address, with what was typed there when the session was over; None for any other address."""
    found = next((each for each in STEPS if each.form and each.url == path), None)
    if found is None or found.form is None or visitor.submission is None:
        return None
    if found.form is not ConsentForm and not visitor.submission.may_change:
        return too_late(request, visitor)
    data = request.POST.copy()
    data["version"] = str(visitor.submission.version)
    return _page(request, visitor, found, found.form(data, submission=visitor.submission), resumed=True)


@transaction.atomic
def _keep(visitor: Visitor, form: StepForm) -> None:
    """Before sending and after it: then the editors begin anew if what they work on changed."""
    submission = visitor.submission
    assert submission is not None
    told = form.told()
    version = form.cleaned_data.get("version")
    if visitor.is_writing:
        telling.save_draft(submission=submission, told=told, version=version)
    else:
        if isinstance(form, ConsentForm) and not submission.may_change:
            # All else that belongs to a yes is settled by then.
            told = Told(contact=told.contact, coalition=told.coalition, no_coalition=told.no_coalition)
        changed = telling.change_sent(submission=submission, told=told, version=version)
        said_anew = words_of(changed) != words_of(submission)
        reviewing.heed(submission=changed, urgency=danger_in(changed), said_anew=said_anew)
    if isinstance(form, ConsentForm):
        telling.choose_consent(submission=submission, choices=form.choices())


def _with_conflict(form: StepForm, submission: Submission) -> StepForm:
    """What was typed stays; sending it once more keeps it."""
    submission.refresh_from_db()
    posted: Any = form.data
    form.data = {**posted.dict(), "version": submission.version}
    form.add_error(
        "text",
        _("Dit verhaal is intussen in een ander venster veranderd. Hieronder staat wat u hier typte. Gaat u verder, "
          "dan bewaren we dit."),
    )  # fmt: skip
    return form


def _page(
    request: HttpRequest, visitor: Visitor, current: Step, form: StepForm, *, resumed: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "resumed": resumed,
        "step": current,
        "number": STEPS.index(current) + 1,
        "steps": len(STEPS),
        "before": before(current),
    }
    return show(request, visitor, f"step_{current.slug}.html", context)
