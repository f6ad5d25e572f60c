"""The page behind the code: read, see what happened, answer, agree, take along, take back."""

from contextlib import suppress

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stories.intake.copies import as_data, as_text
from stories.intake.fields import IntakeForm, StoryField
from stories.intake.overview import overview
from stories.intake.pages import intake, teller
from stories.intake.prompts import translated
from stories.intake.showing import show
from stories.intake.visitors import Visitor, forget
from stories.keeping.code import readable
from stories.models import Reply
from stories.services import door, reviewing, withdrawing
from stories.services.changing import Gone, NotNow
from stories.services.reviewing import LONGEST_MESSAGE

__all__ = ["answer", "download", "own", "reply", "withdraw", "withdrawn"]


class AnswerForm(IntakeForm):
    """Something that the teller writes back."""

    text = StoryField(
        label=gettext_lazy("Uw bericht"),
        longest=LONGEST_MESSAGE,
        rows=4,
        error_messages={"required": gettext_lazy("Schrijf uw antwoord op.")},
    )


class ReplyForm(IntakeForm):
    """Yes, change or no to the edited text."""

    reply = forms.ChoiceField(
        label=gettext_lazy("Wat vindt u van deze tekst?"),
        choices=lambda: translated(Reply.choices),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een antwoord.")},
    )
    remark = StoryField(label=gettext_lazy("Wat wilt u anders?"), longest=LONGEST_MESSAGE, rows=4, required=False)
    proposal = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(IntakeForm):
    """One tick and one button, as giving consent took."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, wis mijn verhaal. Ik weet dat het dan weg is."),
        error_messages={"required": gettext_lazy("Zet een vinkje als u uw verhaal wilt wissen.")},
    )


@require_safe
@teller
def own(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All that we have of the story, and what happened to it."""
    return _page(request, visitor)


@require_POST
@teller
def answer(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Write back to the editors."""
    assert visitor.submission is not None
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, visitor, answer_form=form)
    with suppress(Gone, NotNow):  # the page says how it stands now
        reviewing.answer(submission=visitor.submission, text=form.cleaned_data["text"])
    return redirect("intake:own")


@require_POST
@teller
def reply(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say yes, change or no to the edited text."""
    assert visitor.submission is not None
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, visitor, reply_form=form)
    data = form.cleaned_data
    try:
        reviewing.answer_proposal(
            submission=visitor.submission, proposal=data["proposal"], reply=Reply(data["reply"]), remark=data["remark"]
        )
    except (Gone, NotNow):
        form.add_error("reply", _("Er is intussen iets veranderd. Kijk hieronder hoe het nu is."))
        visitor.submission.refresh_from_db()
        return _page(request, visitor, reply_form=form)
    return redirect("intake:own")


@require_POST
@teller
def withdraw(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take it back: gone at once."""
    assert visitor.submission is not None
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, visitor, withdraw_form=form)
    withdrawing.withdraw(submission=visitor.submission)
    return forget(redirect(reverse("intake:withdrawn") + visitor.language.query))


@require_safe
@intake
def withdrawn(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """It is gone."""
    return show(request, visitor, "withdrawn.html", {})


@require_safe
@teller
def download(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """All of it as JSON, or to read as text."""
    assert visitor.submission is not None
    seen = overview(visitor.submission)
    if kind == "json":
        response: HttpResponse = JsonResponse(as_data(seen), json_dumps_params={"ensure_ascii": False, "indent": 2})
    elif kind == "txt":
        response = HttpResponse(as_text(seen), content_type="text/plain; charset=utf-8")
    else:
        raise Http404
    # A name that says nothing to who looks through the files of a phone.
    response["Content-Disposition"] = f'attachment; filename="document.{kind}"'
    return response


def _page(
    request: HttpRequest,
    visitor: Visitor,
    *,
    answer_form: AnswerForm | None = None,
    reply_form: ReplyForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> HttpResponse:
    assert visitor.submission is not None
    seen = overview(visitor.submission)
    proposal = seen.proposal.pk if seen.proposal else None
    faulty = next((form for form in (answer_form, reply_form, withdraw_form) if form), None)
    context = {
        "seen": seen,
        "code": readable(door.code_for(key=visitor.key, submission=visitor.submission)),
        "answer_form": answer_form or AnswerForm(auto_id="antwoord_%s"),
        "reply_form": reply_form or ReplyForm(initial={"proposal": proposal}),
        "withdraw_form": withdraw_form or WithdrawForm(),
        "form": faulty,
    }
    return show(request, visitor, "own.html", context)
