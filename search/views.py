"""The page of results; with htmx only the part of it that changes."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from search import registry
from search.address import read
from search.completions import offers
from search.examples import examples
from search.page import compose
from search.page_limit import throttled, throttled_while_typing
from search.service import search
from search.suggestions import Suggestion
from search.unanswered.log import note
from search.unfinished import finished

SUGGESTIONS = 6
"""Ways on that are offered, of each kind: a glance, not a menu."""

MAX_TYPED = 100
"""Characters that are read of what is being typed: more than any name that can be completed."""

FRESH = 30
"""Seconds that an offer may be kept: who types and goes back asks no second time, and what was withdrawn is gone
from there within the minute that trust.md gives it."""


@require_safe
@throttled
def results(request: HttpRequest) -> HttpResponse:
    """Results for the question in the address; the same page with and without JavaScript."""
    asked = read(request.GET)
    found = search(asked.request)
    if request.method == "GET":  # HEAD is a program's
        note(request.GET.get("q", ""), found)
    is_blank = not asked.request.query and not asked.request.chosen and not asked.request.shorthands
    page = compose(
        found,
        asked.notices,
        _suggestions(asked.request.query)[:SUGGESTIONS] if asked.request.query else (),
        doors=_suggestions("") if is_blank or not found.total else (),
        examples=examples() if is_blank or not found.total else (),
        finished=finished(found),
    )
    partial = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    response = render(request, "search/results.html" if partial else "search/results_page.html", {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@throttled_while_typing
def suggestions(request: HttpRequest) -> JsonResponse:
    """What is offered for the words typed so far. The same for everybody, so anything between may keep it a moment."""
    groups = offers(request.GET.get("q", "")[:MAX_TYPED], only=request.GET.get("only", ""))
    response = JsonResponse(
        {
            "groups": [
                {
                    "label": group.label,
                    "offers": [{"label": each.label, "note": each.note, "url": each.url} for each in group.offers],
                }
                for group in groups
            ]
        }
    )
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def _suggestions(text: str) -> list[Suggestion]:
    found: list[Suggestion] = []
    for source in registry.suggestions():
        found += source.find(text, SUGGESTIONS)
    return found
