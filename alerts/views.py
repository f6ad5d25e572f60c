"""Keeping a search, the list of one's own, and the pages behind the links of the mail.

A link of a mail only shows a page; its button does what it says, since mail programs follow links by themselves.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from alerts import limits, services
from alerts.forms import KeepForm, KeepWithAddressForm
from alerts.models import Frequency, SavedSearch, Subscriber
from core.text import scrub
from core.throttle import Limit, client_of, too_many
from mail.models import Wish
from mail.preferences import wish_of
from search.api import SearchRequest, each_in_words, in_words, of_reading, read, search, throttled

__all__ = ["change", "confirm", "mine", "own", "save", "sent", "stop"]

View = Callable[..., HttpResponseBase]
TOO_LONG = "Deze zoekvraag is te lang om te bewaren. Kies minder filters."
TOO_MANY = f"U bewaart al {services.MAX_SEARCHES} zoekvragen. Verwijder er eerst een."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled
def save(request: HttpRequest) -> HttpResponseBase:
    """The form for the question in the address, and keeping it."""
    question = read(request.GET)
    results = search(question.request)
    asked = results.request
    form_class = KeepForm if request.user.is_authenticated else KeepWithAddressForm
    form: KeepForm | None = form_class(request.POST if request.method == "POST" else None)
    if results.question.nonsense:
        form = None  # nothing can ever answer it
    elif form and form.is_valid():
        answer = _keep(request, asked, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "words": in_words(asked),
        "total": results.total,
        "notices": [*question.left_out, *of_reading(results)],
        "parameters": request.GET.urlencode(),
    }
    return render(request, "alerts/save.html", context)


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """A mail is on its way; it says nothing of what the address keeps already."""
    return render(request, "alerts/sent.html")


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The searches of the account."""
    user: Any = request.user
    subscriber = Subscriber.objects.filter(user=user.pk).first()
    return _list(request, subscriber, {"no_mail": wish_of(user) is Wish.NONE, "in_account": True})


def behind_key(view: View) -> View:
    """A page whose address is the right to use it: nobody can guess it.

    Without the usual token against forged forms: no cookie gives a right here, a mail program has none, and under
    no-referrer a browser calls the origin of its own form "null", which that check refuses. Without a limit too: a
    key of 160 bits is not guessed, and one provider of mail stops for all its users from one address.
    What no database can be asked for is a key that nobody has.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, key if scrub(key) == key else "", *args, **kwargs)
        # No page that is opened from here may learn the address, and no search engine keep it.
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@behind_key
@require_safe
def own(request: HttpRequest, key: str) -> HttpResponse:
    """The searches of whoever has this key."""
    subscriber = Subscriber.objects.filter(key=key).first()
    if subscriber is None:
        return _gone(request)
    return _list(request, subscriber, {"in_account": False})


@behind_key
@require_http_methods(["POST"])
def change(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """Tell more or less often, pause, resume or throw away one search."""
    kept = get_object_or_404(SavedSearch.objects.select_related("subscriber"), pk=pk, subscriber__key=key)
    what = request.POST.get("what", "")
    if what in Frequency.values:
        services.set_frequency(search=kept, frequency=Frequency(what))
    elif action := {"pause": services.pause, "resume": services.resume, "forget": services.forget}.get(what):
        action(search=kept)
    else:
        return render(request, "400.html", status=400)
    if kept.subscriber.user_id is not None and kept.subscriber.user_id == request.user.pk:
        return redirect("alerts:mine")
    return redirect("alerts:own", key)


@behind_key
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The owner of an address says that they want this search."""
    kept = SavedSearch.objects.select_related("subscriber").filter(pk=pk, subscriber__key=key).first()
    if kept is None:
        return _gone(request, Subscriber.objects.filter(key=key).first())
    refused = ""
    if request.method == "POST":
        try:
            services.confirm(search=kept)
        except services.TooMany:
            refused = TOO_MANY
        kept.refresh_from_db()
    at_most = Frequency(kept.frequency).at_most
    context = {"search": kept, "words": in_words(kept.request), "refused": refused, "at_most": at_most}
    return render(request, "alerts/confirm.html", context)


@behind_key
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """No more mail: by the button of this page, or by that of a mail program."""
    subscriber = Subscriber.objects.filter(key=key).first()
    if request.method == "POST":
        if subscriber is not None:
            services.stop(subscriber=subscriber)
        return render(request, "alerts/stopped.html", {"subscriber": subscriber})
    return render(request, "alerts/stop.html", {"subscriber": subscriber}) if subscriber else _gone(request)


def _keep(request: HttpRequest, asked: SearchRequest, form: KeepForm) -> HttpResponseBase | None:
    """Where to go next; None when it can't be kept, which the form then says."""
    try:
        if request.user.is_authenticated:
            return _keep_for_user(request, asked, form)
        return _keep_for_address(request, asked, form)
    except services.TooLong:
        form.add_error(None, TOO_LONG)
    except services.TooMany:
        form.add_error(None, TOO_MANY)
    return None


def _keep_for_user(request: HttpRequest, asked: SearchRequest, form: KeepForm) -> HttpResponse:
    refusal = _throttled(limits.KEEP, client_of(request))
    if refusal is None:
        frequency = Frequency(form.cleaned_data["frequency"])
        services.keep_for_user(user=request.user, request=asked, frequency=frequency)
        messages.success(request, "Uw zoekvraag is bewaard.")
    return refusal or redirect("alerts:mine")


def _keep_for_address(request: HttpRequest, asked: SearchRequest, form: KeepForm) -> HttpResponse:
    given = form.cleaned_data
    address, frequency, once = given["address"].lower(), Frequency(given["frequency"]), given["once"]
    if services.sent_before(mail_address=address, request=asked, frequency=frequency, form=once):
        return redirect("alerts:sent")  # the second of two clicks, which is no mail and counts as none
    refusal = _throttled(limits.KEEP, client_of(request)) or _throttled(limits.KEEP_ADDRESS, address)
    if refusal is None:
        services.keep_for_address(mail_address=address, request=asked, frequency=frequency, form=once)
    return refusal or redirect("alerts:sent")


def _list(request: HttpRequest, subscriber: Subscriber | None, context: dict[str, Any]) -> HttpResponse:
    kept = list(subscriber.searches.filter(confirmed__isnull=False)) if subscriber else []
    words = each_in_words([found.request for found in kept])
    rows = [{"search": found, "words": said} for found, said in zip(kept, words, strict=True)]
    return render(
        request,
        "alerts/list.html",
        {**context, "subscriber": subscriber, "rows": rows, "frequencies": Frequency.choices},
    )


def _gone(request: HttpRequest, subscriber: Subscriber | None = None) -> HttpResponse:
    """A link of a mail about what is no more: was thrown away, or not confirmed in time.

    `subscriber`: whose link it is, when only the search is gone and the address may keep others.
    """
    return render(request, "alerts/gone.html", {"subscriber": subscriber}, status=404)


def _throttled(limit: Limit, key: str) -> HttpResponse | None:
    verdict = limit.hit(key)
    return None if verdict.allowed else too_many(verdict)
