"""Reading back, sending, and the receipt."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.throttle import Verdict, client_of
from stories.consent.choosing import answers_of
from stories.intake.facts import facts_of
from stories.intake.faults import too_late, wait
from stories.intake.limits import MAILS, MAILS_IN_ALL
from stories.intake.pages import teller
from stories.intake.prompts import PROMPTS
from stories.intake.reading_back import Passage, danger_in, passages_of, replaced
from stories.intake.receipts import MailForm, send_receipt
from stories.intake.robots import new_sum, solved, too_quick
from stories.intake.showing import show
from stories.intake.steps import STEPS, before
from stories.intake.typed import PASSAGE, typed_in
from stories.intake.visitors import Visitor
from stories.keeping.code import readable
from stories.models import Purpose, Submission
from stories.rules import TextRefused
from stories.services import door, telling
from stories.services.changing import ChangedMeanwhile, Gone, NotNow
from stories.services.telling import ConsentNeeded, NothingTold

__all__ = ["mail", "read_back", "receipt", "resume_sending"]

STEP = STEPS[-1]


@require_http_methods(["GET", "HEAD", "POST"])
@teller
def read_back(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What was filled in, with what could give somebody away, and sending it."""
    submission = visitor.submission
    assert submission is not None
    if not visitor.is_writing:  # another window sent it
        return too_late(request, visitor) if "adjust" in request.POST else redirect("intake:receipt")
    if request.method != "POST":
        return _page(request, visitor, submission)
    return _adjust(request, visitor, submission) if "adjust" in request.POST else _send(request, visitor, submission)


def _send(request: HttpRequest, visitor: Visitor, submission: Submission) -> HttpResponse:
    slow = too_quick(submission) or not solved(request.POST.get("altcha", "")) or bool(request.POST.get("website"))
    try:
        telling.send(submission=submission, urgency=danger_in(submission), slow=slow, version=_version(request))
    except NothingTold:
        return redirect("intake:step", "verhaal")
    except ConsentNeeded:
        return redirect("intake:step", "toestemming")
    except ChangedMeanwhile:
        return _changed(request, visitor, submission)
    except Gone:
        return redirect("intake:code")
    return redirect("intake:receipt")


def _adjust(request: HttpRequest, visitor: Visitor, submission: Submission) -> HttpResponse:
    """Keep what was written in place of a passage. After a change in another window the passages are others."""
    typed = request.POST.dict()
    try:
        told = replaced(submission, passages_of(submission), typed)
        telling.save_draft(submission=submission, told=told, version=_version(request))
    except TextRefused as refusal:
        return _page(request, visitor, submission, typed=typed, refusal=_(str(refusal)))
    except ChangedMeanwhile:
        return _changed(request, visitor, submission)
    except NotNow:
        submission.refresh_from_db(fields=["state"])
        return too_late(request, visitor)
    except Gone:
        return redirect("intake:code")
    return redirect("intake:nakijken")


def _changed(request: HttpRequest, visitor: Visitor, submission: Submission) -> HttpResponse:
    """How it is now, to read back once more, with what was typed: to copy, since it was about other words."""
    submission.refresh_from_db()
    note = _("Er is intussen iets veranderd. Kijk hieronder hoe het nu is.")
    return _page(request, visitor, submission, note=note, to_copy=typed_in(request))


def _version(request: HttpRequest) -> int:
    """The version that was read back; none of that number when somebody sent no number."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@require_safe
@teller
def receipt(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Thank you, and the code once more."""
    if visitor.is_writing:
        return redirect("intake:nakijken")
    return _receipt(request, visitor, MailForm())


@require_POST
@teller
def mail(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A receipt by mail, to who asks for it."""
    submission = visitor.submission
    assert submission is not None
    form = MailForm(request.POST)
    if not form.is_valid():
        return _receipt(request, visitor, form)
    verdict = _mail_verdict(request)
    if not verdict.allowed:
        return wait(request, visitor, verdict)
    send_receipt(submission=submission, address=form.cleaned_data["address"])
    return redirect(f"{reverse('intake:receipt')}?mail=1")


def resume_sending(request: HttpRequest, visitor: Visitor, path: str) -> HttpResponse | None:
    """Reading back, or the receipt, with what was typed there when the session was over; None for another page."""
    submission = visitor.submission
    if submission is None or path not in (STEP.url, reverse("intake:mail")):
        return None
    if path == STEP.url:
        if not visitor.is_writing:
            return None
        note = _("U bent weer binnen. Wat u typte staat hieronder. Ga verder om het te bewaren.")
        if "adjust" not in request.POST:
            note = _("Uw verhaal is nog niet verstuurd. Druk onderaan deze bladzijde nog een keer op de knop.")
        return _page(request, visitor, submission, typed=request.POST.dict(), note=note)
    address = request.POST.get("address", "")
    return None if visitor.is_writing else _receipt(request, visitor, MailForm(initial={"address": address}))


def _mail_verdict(request: HttpRequest) -> Verdict:
    verdict = MAILS.hit(client_of(request))
    return verdict if not verdict.allowed else MAILS_IN_ALL.hit("")


def _receipt(request: HttpRequest, visitor: Visitor, form: MailForm) -> HttpResponse:
    assert visitor.submission is not None
    code = door.code_for(key=visitor.key, submission=visitor.submission)
    context = {
        "code": readable(code),
        "form": form,
        "danger": visitor.submission.has_words_of_danger,
        "mailed": "mail" in request.GET,
    }
    return show(request, visitor, "receipt.html", context)


def _page(
    request: HttpRequest,
    visitor: Visitor,
    submission: Submission,
    *,
    typed: Mapping[str, str] = MappingProxyType({}),
    **shown: Any,
) -> HttpResponse:
    """`typed`: what was written in place of the passages. `shown`: why the page is back, and what was typed on it."""
    answers = answers_of(submission)
    context = {
        "submission": submission,
        "passages": _as_typed(passages_of(submission), typed),
        "danger": danger_in(submission),
        "step": STEP,
        "number": len(STEPS),
        "steps": len(STEPS),
        "before": before(STEP),
        "prompt": PROMPTS.get(submission.prompt, ""),
        "answers": [answer for purpose, answer in answers.items() if purpose != Purpose.DRAFT],
        "facts": facts_of(submission),
        "sum": new_sum(),
        "ready": bool(submission.text.strip()) and Purpose.READ in answers and answers[Purpose.READ].given,
        **shown,
    }
    return show(request, visitor, "step_nakijken.html", context)


def _as_typed(passages: list[Passage], typed: Mapping[str, str]) -> list[Passage]:
    """With what was written in place of each, or was left as it is; only when it is about as many passages as now."""
    fields = {name for name in typed if name.startswith(PASSAGE)}
    if fields != {passage.field for passage in passages}:
        return passages
    return [replace(passage, text=typed[passage.field]) for passage in passages]
