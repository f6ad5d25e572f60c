"""The same search for machines: as JSON, as a feed, as a table. The parameters and rights are those of the page."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.exporting import as_csv
from core.sharing import absolute
from core.throttle import Limit, client_of
from search import limits
from search.address import Read, address, read
from search.as_feed import feed
from search.as_json import page_as_json
from search.as_table import MAX_ROWS, columns, metadata, table
from search.notices import notices_of, unknown_values
from search.requests import SORTS, SearchRequest
from search.results import SearchResults
from search.service import search

__all__ = ["as_feed", "as_json", "as_table", "fields", "table_metadata"]

View = Callable[[HttpRequest], HttpResponseBase]

FRESH: Final = 30
"""Seconds that anybody may keep an answer: what is withdrawn must be gone everywhere within a minute (trust.md 39)."""


def _public(view: View) -> View:
    """Any cache may keep a good answer for a while: it is the same for everybody."""

    @wraps(view)
    def kept(request: HttpRequest) -> HttpResponseBase:
        response = view(request)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=FRESH)
        return response

    return kept


def _limited(limit: Limit) -> Callable[[View], View]:
    """Count per client, and answer 429 in plain words: no program reads a page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest) -> HttpResponseBase:
            verdict = limit.hit(client_of(request))
            if verdict.allowed:
                return view(request)
            text = f"U vraagt dit te vaak. Probeer het over {verdict.retry_after} seconden opnieuw.\n"
            return HttpResponse(
                text,
                status=429,
                content_type="text/plain; charset=utf-8",
                headers={"Retry-After": str(verdict.retry_after), "Cache-Control": "no-store"},
            )

        return counted

    return decorate


@require_safe
@_limited(limits.JSON)
@conditional_page
@_public
def as_json(request: HttpRequest) -> HttpResponse:
    """A page of results as the object of `manage.py search --json`, with `page` and `pages`."""
    asked = read(request.GET)
    results = search(asked.request)
    notices = [*asked.notices, *notices_of(results)]
    return JsonResponse(page_as_json(results, notices), json_dumps_params={"ensure_ascii": False})


@require_safe
@_limited(limits.FEED)
@conditional_page
@_public
def as_feed(request: HttpRequest) -> HttpResponse:
    """A page of results as RSS 2.0, the newest first unless the address asks for another order that there is."""
    asked = read(request.GET)
    results = search(asked.request if request.GET.get("sort") in SORTS else replace(asked.request, sort="newest"))
    if asked.too_many or results.unknown:
        return _refused(asked, results)
    page = f"{reverse('search:results')}{address(results.request)}"
    own = f"{request.path}{_with_order(results.request)}"
    text = feed(results, page_url=absolute(page), feed_url=absolute(own))
    return HttpResponse(text, content_type="application/rss+xml; charset=utf-8")


def _with_order(request: SearchRequest) -> str:
    """The address of a feed, which says its order too when that is the page's own: without one it is newest first."""
    own = address(request, request.page)
    if request.sort != "relevance":
        return own
    return f"{own}{'' if own == '?' else '&'}sort=relevance"


@require_safe
@_limited(limits.CSV)
@_public
def as_table(request: HttpRequest) -> HttpResponseBase:
    """All results, at most MAX_ROWS, as CSV; rows leave while they are read."""
    asked = read(request.GET)
    first = search(replace(asked.request, page=1))
    if asked.too_many or first.unknown:
        return _refused(asked, first)
    response = as_csv(table(first))
    response["Link"] = f'<{reverse("doors:table_metadata")}>; rel="describedby"; type="application/csvm+json"'
    return response


@require_safe
@_public
def table_metadata(request: HttpRequest) -> HttpResponse:
    """What the columns of the table mean, for programs (CSV on the web)."""
    described = metadata(reverse("doors:csv"))
    return JsonResponse(
        described, json_dumps_params={"ensure_ascii": False}, content_type="application/csvm+json; charset=utf-8"
    )


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """What the columns of the table mean, for people."""
    return render(request, "search/fields.html", {"columns": columns(), "max_rows": MAX_ROWS})


def _refused(asked: Read, results: SearchResults) -> HttpResponse:
    """A feed and a table have no room for a notice; leaving a filter out silently would give far too much."""
    advice = "Kies een waarde die op de zoekpagina staat, of laat dit filter weg." if results.unknown else ""
    lines = filter(None, [*asked.too_many, *unknown_values(results), advice])
    return HttpResponse(
        "\n".join(lines) + "\n",
        status=400,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
