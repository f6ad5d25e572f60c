"""The list of what waits, and one submission with all that can be done to it. Nothing changes but by POST."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import structlog
from django import forms
from django.contrib import messages
from django.forms import CharField
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from coalitions.tree import page_of
from stories.keeping.encryption import Unreadable
from stories.models import CoalitionResponse, Submission, SubmissionFile
from stories.models.submission import unread
from stories.moderation.access import readers_only
from stories.moderation.actions import ACTIONS, REFUSED, form_of, forms_of, refuse
from stories.moderation.case import Passage, case_of, passages
from stories.moderation.forms import EditForm
from stories.moderation.queue import PER_PAGE, found_on, rows, shelves
from stories.services import pictures, reviewing
from stories.services.changing import ChangedMeanwhile, Gone, NotNow

__all__ = ["act", "queue", "show", "show_picture"]
log = structlog.get_logger(__name__)

CHANGED: Final = (
    "De verteller of een collega veranderde deze inzending terwijl u bezig was. Hieronder staat hoe die nu is. Wat u "
    "typte, staat er nog: kijk wat er anders is en probeer het opnieuw."
)
NOT_NOW: Final = "Dat kan nu niet meer: er gebeurde intussen iets anders met deze inzending. Zo staat het er nu voor."
UNREADABLE: Final = (
    "Deze inzending is met geen van de sleutels te lezen. Vertel dit aan wie de site beheert. De verteller kan het "
    "verhaal nog wel intrekken."
)
GONE: Final = "Deze inzending is er niet meer: de verteller trok het verhaal in, of de bewaartijd was voorbij."


@dataclass(frozen=True)
class Attempt:
    """What an editor just tried: the form of an action as they filled it in."""

    name: str = ""
    form: forms.Form | None = None
    passages: list[Passage] = field(default_factory=list)
    """What stands out in their text, when that was asked."""
    looked: bool = False

    def typed(self) -> list[tuple[str, str]]:
        """What they wrote, with what was asked: to copy, where the form is there no more."""
        fields = self.form.visible_fields() if self.form else []
        written = ((str(each.label), str(each.value() or "")) for each in fields if isinstance(each.field, CharField))
        return [(asked, said) for asked, said in written if said.strip()]


@require_safe
@readers_only
def queue(request: HttpRequest, editor: User) -> HttpResponse:
    """What waits, the urgent first; without a word of what was told."""
    chosen = request.GET.get("stand", "")
    page = page_of(request, found_on(chosen), size=PER_PAGE)
    context = {
        "shelves": shelves(chosen),
        "rows": rows(list(page), timezone.now()),
        "results": page,
        "unchecked": CoalitionResponse.objects.to_check().count(),
    }
    return render(request, "stories/moderation/queue.html", context)


@require_safe
@readers_only
def show(request: HttpRequest, editor: User, uid: UUID) -> HttpResponse:
    """One submission; each look is noted."""
    try:
        submission = _found(uid)
        return _gone(request) if submission is None else _case(request, editor, submission, Attempt())
    except Unreadable as error:
        return _unreadable(request, uid, error)


@require_POST
@readers_only
def act(request: HttpRequest, editor: User, uid: UUID, name: str) -> HttpResponse:
    """Do one of ACTIONS; what was typed comes back with whatever was wrong."""
    if name not in ACTIONS:
        raise Http404
    try:
        submission = _found(uid)
    except Unreadable as error:
        return _unreadable(request, uid, error)
    if submission is None:
        return _gone(request)
    form = form_of(name, request.POST, submission)
    if "kijk" in request.POST and isinstance(form, EditForm):
        return _look(request, editor, submission, form)
    attempt = Attempt(name, form)
    if not form.is_valid():
        return _case(request, editor, submission, attempt)
    try:
        ACTIONS[name].run(submission, editor, form)
    except Gone:
        return _gone(request)
    except ChangedMeanwhile:
        messages.warning(request, CHANGED)
        return _case(request, editor, submission, attempt)
    except NotNow:
        messages.warning(request, NOT_NOW)
        return _case(request, editor, submission, attempt)
    except REFUSED as error:
        refuse(form, error)
        return _case(request, editor, submission, attempt)
    messages.success(request, ACTIONS[name].done)
    return redirect("moderation:case", uid)


@require_safe
@readers_only
def show_picture(request: HttpRequest, editor: User, uid: UUID, pk: int) -> HttpResponseBase:
    """The picture itself, for an editor's eyes; each look is noted."""
    try:
        content = pictures.open_picture(picture=_picture(uid, pk), editor=editor)
    except (FileNotFoundError, Unreadable):
        raise Http404 from None
    return FileResponse(content, content_type=pictures.image_type(content))


def _look(request: HttpRequest, editor: User, submission: Submission, form: EditForm) -> HttpResponse:
    """What stands out in the text that somebody is working on; nothing is kept of it."""
    form.is_valid()
    found = passages((form.cleaned_data.get(name, "") for name in ("title", "summary", "text")), submission)
    return _case(request, editor, submission, Attempt("voorstel", form, found, looked=True))


def _case(request: HttpRequest, editor: User, submission: Submission, attempt: Attempt) -> HttpResponse:
    """The page of a submission as it is now, noted as a look at it."""
    is_unread = Submission.objects.filter(unread(), pk=submission.pk).exists()  # asked before it is looked at
    try:
        case = case_of(reviewing.open_story(submission=submission, editor=editor))
    except Gone:
        return _gone(request)
    except NotNow:  # a draft: nobody said yes to being read
        raise Http404 from None
    offered = forms_of(case)
    if attempt.form is not None and attempt.name in offered:
        offered[attempt.name] = _renewed(attempt.form, case.submission)
    context = {
        "case": case,
        "typed": [] if attempt.name in offered else attempt.typed(),
        "row": case.submission,
        "is_unread": is_unread,
        "forms": offered,
        "attempt": attempt,
        "form": attempt.form,
    }
    return render(request, "stories/moderation/case.html", context)


def _renewed(form: forms.Form, submission: Submission) -> forms.Form:
    """The same form over the submission as it is now: what was typed stays, the version is that of what is shown."""
    if "version" in form.fields:
        data: Any = form.data
        form.data = data.copy()
        form.data[form.add_prefix("version")] = submission.version  # type: ignore[index]
    return form


def _found(uid: UUID) -> Submission | None:
    """None for what was withdrawn, which is as if it never was."""
    return (
        Submission.objects.select_related("municipality", "region", "focus_group", "page", "coalition")
        .filter(uid=uid)
        .first()
    )


def _picture(uid: UUID, pk: int) -> SubmissionFile:
    return get_object_or_404(SubmissionFile.objects.select_related("submission"), pk=pk, submission__uid=uid)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, GONE)
    return redirect("moderation:queue")


def _unreadable(request: HttpRequest, uid: UUID, error: Unreadable) -> HttpResponse:
    """What an editor can't mend is also for who looks after the site."""
    log.error("submission_unreadable", uid=str(uid), exc_info=error)
    messages.error(request, UNREADABLE)
    return redirect("moderation:queue")
