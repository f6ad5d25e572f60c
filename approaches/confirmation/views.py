"""The page behind the link of the mail. Looking at it changes nothing; a button does, once."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from approaches.confirmation.forms import LinkRemoveForm
from approaches.confirmation.links import BadLink, read_token
from approaches.confirmation.models import Answer, ConfirmationRequest
from approaches.confirmation.recipients import may_answer
from approaches.confirmation.services import AlreadyAnswered, LinkExpired, note_adjusting, settle
from approaches.models import ApproachPage
from approaches.retirement.models import RetirementReason
from approaches.retirement.services import retire
from approaches.retirement.telling import tell_of_removal
from approaches.standing import current_retirement
from coalitions.tree import shown_day
from core import throttle

__all__ = ["ConfirmView"]

# Of each way in which a link doesn't work: the status, and which words the page says.
BAD, EXPIRED, ANSWERED, GONE, LEFT, UNCLEAR = "bad", "expired", "answered", "gone", "left", "unclear"
ANSWERING = throttle.Limit("approaches.confirm", limit=60, window=timedelta(minutes=10))
"""Answers from one address: an office of a whole region answers for all its approaches within it."""
STATUS = {BAD: 404, EXPIRED: 410, ANSWERED: 200, GONE: 410, LEFT: 403, UNCLEAR: 400}


# Without the usual token against forged forms: the address itself is what nobody can guess, no cookie gives a right
# here, and under no-referrer a browser calls the origin of its own form "null", which that check refuses.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ConfirmView(View):
    """Klopt nog, ik pas het aan, of haal weg."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        verdict = ANSWERING.hit(throttle.client_of(request)) if request.method == "POST" else throttle.Verdict(True)
        response = super().dispatch(request, *args, **kwargs) if verdict.allowed else throttle.too_many(verdict)
        # The address is the key: no page that is opened from here may learn it, and no search engine keep it.
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        asked = _asked(token)
        if asked is None:
            return _refusal(request, BAD)
        page = _page(asked)
        why = _why_not(token, asked, page)
        if page is None or why:
            return _refusal(request, why, None if why == GONE else asked, page)
        return _question(request, page, LinkRemoveForm(page=page))

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        asked = _asked(token)
        page = _page(asked) if asked else None
        if asked is None or page is None or _why_not(token, asked, page):
            return self.get(request, token)
        try:
            return self._answer(request, asked, page)
        except LinkExpired:
            return _refusal(request, EXPIRED, asked, page)
        except AlreadyAnswered:
            asked.refresh_from_db()
            return _refusal(request, ANSWERED, asked, page)

    def _answer(self, request: HttpRequest, asked: ConfirmationRequest, page: ApproachPage) -> HttpResponseBase:
        given = request.POST.get("answer", "")
        if given == Answer.HOLDS:
            settle(nonce=asked.nonce, answer=Answer.HOLDS)
        elif given == Answer.ADJUST:
            note_adjusting(nonce=asked.nonce)
            return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        elif given == Answer.REMOVE:
            form = LinkRemoveForm(request.POST, page=page)
            if not form.is_valid():
                return _question(request, page, form)
            _remove(asked, page, form)
        else:
            return _refusal(request, UNCLEAR, asked, page)
        return HttpResponseRedirect(request.path)


def _asked(token: str) -> ConfirmationRequest | None:
    try:
        nonce = read_token(token).nonce
    except BadLink:
        return None
    return ConfirmationRequest.objects.filter(nonce=nonce).first()


def _why_not(token: str, asked: ConfirmationRequest, page: ApproachPage | None) -> str:
    """Why a link that is ours can't be answered with now; "" when it can."""
    if asked.answered_at is not None:
        return ANSWERED
    if page is None:
        return GONE
    if asked.closed_at is not None:
        return ANSWERED
    if timezone.now() >= asked.expires_at:
        return EXPIRED
    return "" if read_token(token).is_for(may_answer(page)) else LEFT


def _page(asked: ConfirmationRequest) -> ApproachPage | None:
    return ApproachPage.objects.public().with_coalition().filter(pk=asked.page_id).first()


@transaction.atomic
def _remove(asked: ConfirmationRequest, page: ApproachPage, form: LinkRemoveForm) -> None:
    settle(nonce=asked.nonce, answer=Answer.REMOVE)
    retirement = retire(
        page=page,
        reason=RetirementReason(form.cleaned_data["reason"]),
        explanation=form.cleaned_data["explanation"],
        successors=form.successors,
    )
    tell_of_removal(retirement)


def _question(request: HttpRequest, page: ApproachPage, form: LinkRemoveForm) -> HttpResponse:
    context = {"approach": page, "form": form, "updated": shown_day(page.last_published_at)}
    return render(request, "approaches/confirm.html", context)


def _refusal(
    request: HttpRequest, why: str, asked: ConfirmationRequest | None = None, page: ApproachPage | None = None
) -> HttpResponse:
    """The page that says why nothing can be answered here (any more)."""
    context = {
        "why": why,
        "approach": page,
        "stays": _what_stays(asked) if asked and page is None else "",
        "answer": asked.answer if asked and asked.answered_at else "",
        "answered": shown_day(asked.answered_at) if asked else "",
        "until": shown_day(asked.expires_at) if asked else "",
    }
    return render(request, "approaches/confirm_refused.html", context, status=STATUS[why])


def _what_stays(asked: ConfirmationRequest) -> str:
    """The address of the page that says that the approach was taken away; "" when there is none."""
    page = asked.page
    return page.url if page.live and current_retirement(page) else ""
