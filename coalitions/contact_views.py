"""Asking who is behind a page something, without learning their address."""

from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from accounts.visibility import may_see
from coalitions.contact import is_contactable, relay
from coalitions.contact_forms import LATEST, ContactForm
from core import throttle

__all__ = ["ask", "asked"]

PER_VISITOR: Final = (5, timedelta(hours=1))
"""Somebody who looks for an approach asks a few coalitions; a machine asks all of them."""
PER_PAGE: Final = (30, timedelta(days=1))
"""More questions than this in a day about one page is no interest, it is a flood in somebody's mailbox."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what happens with what was filled in: mail to who is behind the page now."""
    page = _visible(request, pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form)
    return render(request, "coalitions/contact.html", {"page": page, "form": form})


@never_cache
@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """The message is on its way."""
    return render(request, "coalitions/contact_sent.html", {"page": _visible(request, pk)})


def _send(request: HttpRequest, page: Any, form: ContactForm) -> HttpResponse:
    sent = redirect("contact:asked", page.pk)
    # One form is one message: who clicks twice is told that it was sent. A machine is told so too.
    once = throttle.hit("contact-form", form.cleaned_data["started"], limit=1, window=LATEST)
    if form.is_machine or not once.allowed:
        return sent
    for scope, key, (limit, window) in (
        ("contact-visitor", throttle.client_of(request), PER_VISITOR),
        ("contact-page", str(page.pk), PER_PAGE),
    ):
        verdict = throttle.hit(scope, key, limit=limit, window=window)
        if not verdict.allowed:
            return throttle.too_many(request, verdict)
    data = form.cleaned_data
    if relay(page=page, name=data["name"], address=data["address"], text=data["text"]):
        return sent
    form.add_error(None, "Op dit moment kan niemand uw vraag ontvangen. Probeer het later nog een keer.")
    return render(request, "coalitions/contact.html", {"page": page, "form": form}, status=503)


def _visible(request: HttpRequest, pk: int) -> Any:
    """The page to ask about; Http404 when there is none, nobody is behind it or this visitor may not see it."""
    found = Page.objects.filter(pk=pk).first()
    page = found.specific if found else None
    if page is None or not is_contactable(page) or not may_see(request, page):
        raise Http404
    return page
