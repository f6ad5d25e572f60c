"""The page behind the code: read, see what happened, answer, agree, take along, take back."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Final

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stories.danger import signs
from stories.intake.copies import as_data, as_text
from stories.intake.faults import unreadable
from stories.intake.overview import Overview, overview
from stories.intake.own_forms import AnswerForm, ReplyForm, WithdrawForm
from stories.intake.pages import intake, teller, teller_of_anything
from stories.intake.showing import show
from stories.intake.visitors import Visitor, forget
from stories.keeping.code import readable
from stories.models import Reply, Submission
from stories.services import door, reviewing, withdrawing
from stories.services.changing import Gone, NotNow

__all__ = ["answer", "download", "own", "reply", "resume_own", "withdraw", "withdrawn"]

NOT_WITHDRAWN: Final = gettext_lazy(
    "Uw verhaal is nog niet ingetrokken. Wilt u dat nog steeds? Zet onderaan deze bladzijde het vinkje en druk nog een "
    "keer."
)
View = Callable[..., HttpResponse]
Act = Callable[[HttpRequest, Visitor, Form], HttpResponse]


@require_safe
@teller
def own(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All that we have of the story, and what happened to it."""
    return _page(request, visitor)


def _form_view(name: str, form_class: type[Form], act: Act, *, guard: Callable[[View], View] = teller) -> View:
    """The page again with what is wrong in its form `name`; else what `act` answers."""

    @require_POST
    @guard
    def view(request: HttpRequest, visitor: Visitor) -> HttpResponse:
        form = form_class(request.POST)
        return act(request, visitor, form) if form.is_valid() else _page(request, visitor, filled_in={name: form})

    return view


def _answer(request: HttpRequest, visitor: Visitor, form: Form) -> HttpResponse:
    text = form.cleaned_data["text"]
    with suppress(Gone, NotNow):  # the page says how it stands now
        reviewing.answer(submission=_open_in(visitor), text=text, urgency=signs(text), form=form.cleaned_data["once"])
    return redirect("intake:own")


def _reply(request: HttpRequest, visitor: Visitor, form: Form) -> HttpResponse:
    submission, data = _open_in(visitor), form.cleaned_data
    signs_of_danger = signs(data["remark"])
    try:
        reviewing.answer_proposal(
            submission=submission,
            proposal=data["proposal"],
            reply=Reply(data["reply"]),
            remark=data["remark"],
            urgency=signs_of_danger,
        )
    except Gone:
        return redirect("intake:own")
    except NotNow:  # what was said to another text isn't kept, and what cries for help is heard all the same
        with suppress(Gone):
            reviewing.heed(submission=submission, urgency=signs_of_danger)
        submission.refresh_from_db()
        return _again(request, visitor, _("Er is intussen iets veranderd. Kijk hieronder hoe het nu is."))
    return redirect("intake:own")


def _withdraw(request: HttpRequest, visitor: Visitor, form: Form) -> HttpResponse:
    withdrawing.withdraw(submission=_open_in(visitor))
    return forget(redirect(reverse("intake:withdrawn") + visitor.language.query))


answer = _form_view("answer_form", AnswerForm, _answer)
"""Write back to the editors."""
reply = _form_view("reply_form", ReplyForm, _reply)
"""Say yes, change or no to the edited text."""
withdraw = _form_view("withdraw_form", WithdrawForm, _withdraw, guard=teller_of_anything)
"""Take it back: gone at once."""


@require_safe
@intake
def withdrawn(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """It is gone."""
    return show(request, visitor, "withdrawn.html", {})


@require_safe
@teller
def download(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """All of it as JSON, or to read as text."""
    seen = overview(_open_in(visitor))
    if kind == "json":
        response: HttpResponse = JsonResponse(as_data(seen), json_dumps_params={"ensure_ascii": False, "indent": 2})
    elif kind == "txt":
        response = HttpResponse(as_text(seen), content_type="text/plain; charset=utf-8")
    else:
        raise Http404
    # A name that says nothing to who looks through the files of a phone.
    response["Content-Disposition"] = f'attachment; filename="document.{kind}"'
    return response


def resume_own(request: HttpRequest, visitor: Visitor, path: str) -> HttpResponse | None:
    """The page with what was written on it when the session was over; None when it belongs to another page.

    What can't be undone isn't done by the code alone: it is said that it didn't happen, and asked once more.
    """
    if path == reverse("intake:withdraw"):
        return _page(request, visitor, note=str(NOT_WITHDRAWN))
    if path not in (reverse("intake:answer"), reverse("intake:reply")):
        return None
    return _again(request, visitor, _("U bent weer binnen. Wat u typte staat hieronder. Ga verder om het te bewaren."))


def _again(request: HttpRequest, visitor: Visitor, note: str) -> HttpResponse:
    """The page as it is now, with what was written on it and isn't kept yet, and `note` to say why it is back.

    A yes or no comes back only with the text that it was said to; without a text to answer to the remark is a message.
    """
    said = request.POST
    text, remark = said.get("text", ""), said.get("remark", "")
    seen = overview(_open_in(visitor))
    reply = {}
    if remark and not seen.proposal:
        note += " " + _("Wat u schreef is nog niet verstuurd: het staat bij “Berichten”.")
    if seen.proposal:
        reply = {"proposal": seen.proposal.pk, "remark": remark}
        if said.get("proposal") == str(seen.proposal.pk):
            reply["reply"] = said.get("reply", "")
    return _page(
        request,
        visitor,
        seen,
        note=note,
        filled_in={
            "answer_form": _answer_form({"text": text or ("" if seen.proposal else remark)}),
            "reply_form": ReplyForm(initial=reply),
        },
    )


def _answer_form(initial: dict[str, str]) -> AnswerForm:
    return AnswerForm(initial=initial, auto_id="antwoord_%s")  # beside the other forms of the page


def _page(
    request: HttpRequest,
    visitor: Visitor,
    seen: Overview | None = None,
    *,
    filled_in: Mapping[str, Form] = MappingProxyType({}),
    note: str = "",
) -> HttpResponse:
    """With the forms that were filled in, under their names, if any."""
    if not visitor.readable:
        return unreadable(request, visitor)
    submission = _open_in(visitor)
    seen = seen or overview(submission)
    context = {
        "seen": seen,
        "code": readable(door.code_for(key=visitor.key, submission=submission)),
        "answer_form": _answer_form({}),
        "reply_form": ReplyForm(initial={"proposal": seen.proposal.pk if seen.proposal else None}),
        "withdraw_form": WithdrawForm(),
        "form": next(iter(filled_in.values()), None),
        "note": note,
        **filled_in,
    }
    return show(request, visitor, "own.html", context)


def _open_in(visitor: Visitor) -> Submission:
    assert visitor.submission is not None, "asked by @teller"
    return visitor.submission
