"""The first screens: who somebody is, whether we may keep what they type, and their code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.throttle import Verdict, client_of
from stories.intake.faults import wait
from stories.intake.languages import LANGUAGES
from stories.intake.limits import STARTS, STARTS_IN_ALL
from stories.intake.pages import intake, teller
from stories.intake.robots import new_sum, solved
from stories.intake.showing import show
from stories.intake.start_forms import StartForm
from stories.intake.visitors import Visitor, remember
from stories.keeping.code import new_key, readable
from stories.keeping.terms import terms
from stories.services import door, telling

__all__ = ["kept", "start", "young"]


@require_http_methods(["GET", "HEAD", "POST"])
@intake
def start(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What we do with a story, and the first questions. Who was writing already goes on with that."""
    if request.method != "POST":
        return _first_screen(request, visitor, _form(visitor))
    if visitor.is_writing:
        return redirect("intake:kept")
    form = _form(visitor, request.POST)
    if form.too_young:
        return redirect(reverse("intake:young") + visitor.language.query)
    if not form.is_valid():
        return _first_screen(request, visitor, form)
    verdict = _throttled(request, form)
    if not verdict.allowed:
        return wait(request, visitor, verdict)
    key = form.cleaned_data["key"]
    telling.start_draft(key=key, start=form.start())
    return remember(redirect("intake:kept"), key)


@require_safe
@intake
def young(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Where somebody below 16 finds help. Nothing was stored."""
    return show(request, visitor, "young.html", {})


@require_safe
@teller
def kept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The code, before anything was told."""
    assert visitor.submission is not None
    code = door.code_for(key=visitor.key, submission=visitor.submission)
    return show(request, visitor, "kept.html", {"code": readable(code)})


def _form(visitor: Visitor, data: object = None) -> StartForm:
    return StartForm(data, language=visitor.language, key=new_key())


def _first_screen(request: HttpRequest, visitor: Visitor, form: StartForm) -> HttpResponse:
    context = {"form": form, "languages": LANGUAGES.values(), "sum": new_sum(), "terms": terms()}
    return show(request, visitor, "start.html", context)


def _throttled(request: HttpRequest, form: StartForm) -> Verdict:
    verdict = STARTS.hit(client_of(request))
    if not verdict.allowed or solved(form.cleaned_data["altcha"]):
        return verdict
    return STARTS_IN_ALL.hit("")
