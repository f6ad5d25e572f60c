"""The page of results; with htmx only the part of it that changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search import registry
from search.address import read
from search.page import compose
from search.service import search
from search.suggestions import Suggestion
from search.unanswered.log import note

SUGGESTIONS = 6
"""Ways on that are offered: a glance, not a menu."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results for the question in the address; the same page with and without JavaScript."""
    asked = read(request.GET)
    found = search(asked.request)
    ways_on = _suggestions(asked.request.query)
    if not found.total and not ways_on:
        ways_on = _suggestions("")
    if request.method == "GET":  # HEAD is a program's
        note(request.GET.get("q", ""), found)
    page = compose(found, asked.notices, ways_on)
    partial = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    response = render(request, "search/results.html" if partial else "search/results_page.html", {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _suggestions(text: str) -> list[Suggestion]:
    found: list[Suggestion] = []
    for source in registry.suggestions():
        found += source.find(text, SUGGESTIONS)
    return found[:SUGGESTIONS]
