"""Asking who is behind a page something, without learning their address."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from accounts.visibility import may_see
from coalitions.contact import is_contactable, relay
from coalitions.contact_forms import LATEST, ContactForm
from core.throttle import Limit, client_of

__all__ = ["ask", "asked"]

ONCE: Final = Limit("contact-form", 1, LATEST)
"""One form is one message: who clicks twice sent it once."""
PER_ADDRESS: Final = Limit("contact-address", 40, timedelta(hours=1))
"""Per network address: a town hall, or a room full of people at a course, each asks something; a machine asks all."""
PER_ADDRESS_AND_PAGE: Final = Limit("contact-address-page", 10, timedelta(hours=1))
"""Colleagues ask about the same page; one of them alone doesn't use up what all others may ask about it."""
PER_PAGE: Final = Limit("contact-page", 30, timedelta(days=1))
"""More questions than this in a day about one page is no interest, it is a flood in somebody's mailbox."""


@dataclass(frozen=True)
class NotSent:
    """Why a message was not made, in words for who wrote it, with the status of the answer and when to try again."""

    text: str
    status: int
    retry_after: int = 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what happens with what was filled in: mail to who is behind the page now."""
    page = _visible(request, pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form)
    return _shown(request, page, form)


@never_cache
@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """The message is on its way."""
    return render(request, "coalitions/contact_sent.html", {"page": _visible(request, pk)})


def _shown(request: HttpRequest, page: Any, form: ContactForm, *, status: int = 200) -> HttpResponse:
    return render(request, "coalitions/contact.html", {"page": page, "form": form}, status=status)


def _send(request: HttpRequest, page: Any, form: ContactForm) -> HttpResponse:
    """Say that it was sent; or show the form again with its text, and why it was not."""
    # In one transaction, which is undone with all that was counted: the same form works as long as nothing was sent.
    with transaction.atomic():
        problem = _make(request, page, form)
        if problem:
            transaction.set_rollback(True)
    if problem is None:
        return redirect("contact:asked", page.pk)
    form.add_error(None, problem.text)
    response = _shown(request, page, form, status=problem.status)
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _make(request: HttpRequest, page: Any, form: ContactForm) -> NotSent | None:
    """Put the message in the outbox, unless this form was sent before. Why not, if it can't be."""
    data = form.cleaned_data
    if not ONCE.hit(data["started"]).allowed:
        return None
    client = client_of(request)
    for limit, key, why in (
        (PER_ADDRESS, client, "Vanaf uw verbinding zijn net veel vragen verstuurd."),
        (PER_ADDRESS_AND_PAGE, f"{client} {page.pk}", "Vanaf uw verbinding is hierover net veel gevraagd."),
        (PER_PAGE, str(page.pk), "Hierover is vandaag al veel gevraagd."),
    ):
        verdict = limit.hit(key)
        if not verdict.allowed:
            return NotSent(f"{why} {_again(verdict.retry_after)}", 429, verdict.retry_after)
    if relay(page=page, name=data["name"], address=data["address"], text=data["text"]):
        return None
    return NotSent("Op dit moment kan niemand uw vraag ontvangen. Probeer het later nog een keer.", 503)


def _again(seconds: int) -> str:
    """When to send it again, in minutes or whole hours."""
    minutes = ceil(seconds / 60)
    when = f"{ceil(minutes / 60)} uur" if minutes > 90 else f"{minutes} {'minuut' if minutes == 1 else 'minuten'}"
    return f"Uw vraag is nog niet verstuurd. Verstuur hem over {when} nog een keer."


def _visible(request: HttpRequest, pk: int) -> Any:
    """The page to ask about; Http404 when there is none, nobody is behind it or this visitor may not see it."""
    found = Page.objects.filter(pk=pk).first()
    page = found.specific if found else None
    if page is None or not is_contactable(page) or not may_see(request, page):
        raise Http404
    return page
