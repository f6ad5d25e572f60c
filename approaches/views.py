"""What hangs on the address of an approach: its card, its versions. Only while the approach itself is public."""

from datetime import timedelta

import structlog
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.views import serve

from accounts.visibility import may_see
from approaches.card import engine
from approaches.card.services import card_of, make_pdf, stored_pdf
from approaches.models import ApproachPage, PublishedVersion
from approaches.querysets import ApproachQuerySet
from approaches.versions.rules import Row, listed
from coalitions.tree import Link, crumbs, page_of, shown_day
from core import throttle

__all__ = ["card", "version", "versions"]

log = structlog.get_logger(__name__)

VERSIONS_PER_PAGE = 25
MAKING = throttle.Limit("approaches.card", limit=30, window=timedelta(minutes=10))
"""Cards that are made for one visitor; those that were made before cost nothing and are not counted."""
BUSY_SECONDS = 10


@require_safe
def card(request: HttpRequest, path: str) -> HttpResponseBase:
    """The approach on one sheet, to keep or print."""
    page = _approach(request, path)
    if page is None:
        return _absent(request, path)
    if not engine.available():
        raise Http404
    made = card_of(page)
    etag = f'"{made.digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    content = stored_pdf(made)
    if content is None and not (verdict := MAKING.hit(throttle.client_of(request))).allowed:
        return throttle.too_many(verdict)
    try:
        content = content or make_pdf(made)
    except (engine.CardUnavailable, engine.CardFailed) as error:
        log.warning("card_not_made", page=page.pk, reason=type(error).__name__)
        response = render(request, "approaches/card_busy.html", {"page_url": page.url}, status=503)
        response["Retry-After"] = str(BUSY_SECONDS)
        return response
    response = HttpResponse(content, content_type="application/pdf")
    # Kept, not shown here: the strict policy of the site leaves the browser's own viewer no room.
    response["Content-Disposition"] = f'attachment; filename="{page.slug[:80]}.pdf"'
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def versions(request: HttpRequest, path: str) -> HttpResponseBase:
    """Which versions there were, and what each changed."""
    page = _approach(request, path)
    if page is None:
        return _absent(request, path)
    found = PublishedVersion.objects.of(page.pk)
    results = page_of(request, found, size=VERSIONS_PER_PAGE)
    rows = [
        Row(version.number, shown_day(version.published_at), tuple(version.changes), version.is_hidden)
        for version in results
    ]
    shown = listed(
        rows,
        latest=found.values_list("number", flat=True).first() or 0,
        hidden=found.filter(hidden_at__isnull=False).values_list("number", flat=True),
    )
    context = {"approach": page, "versions": shown, "results": results, "crumbs": _crumbs(page)}
    return render(request, "approaches/versions.html", context)


@require_safe
def version(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """The approach as it was. One that was hidden is gone (410)."""
    page = _approach(request, path)
    if page is None:
        return _absent(request, path)
    found = get_object_or_404(PublishedVersion.objects.select_related("revision"), page=page.pk, number=int(number))
    if found.is_hidden or found.revision is None:
        return render(request, "approaches/version_gone.html", {"approach": page, "version": found}, status=410)
    then: ApproachPage = found.revision.as_object()
    latest = PublishedVersion.objects.of(page.pk).values_list("number", flat=True).first()
    context = then.get_context(request) | {
        "approach": page,
        "version": found,
        "version_day": shown_day(found.published_at),
        "is_latest": found.number == latest,
        "sharing": None,
        "updated": shown_day(found.published_at),
    }
    return render(request, "approaches/version_page.html", context)


def _approach(request: HttpRequest, path: str) -> ApproachPage | None:
    """The public approach at this path of the site."""
    return _at(request, path, ApproachPage.objects.public().with_coalition().with_marks())


def _absent(request: HttpRequest, path: str) -> HttpResponseBase:
    """No public approach: one that was taken away says so here too; or an ordinary page may have this address."""
    retired = _at(request, path, ApproachPage.objects.retired())
    answer: HttpResponseBase
    if retired is not None and may_see(request, retired):
        answer = retired.serve(request)
    else:
        answer = serve(request, request.path_info.lstrip("/"))
    return answer


def _at(request: HttpRequest, path: str, pages: ApproachQuerySet) -> ApproachPage | None:
    site = Site.find_for_request(request)
    return pages.filter(url_path=f"{site.root_page.url_path}{path}").first() if site else None


def _crumbs(page: ApproachPage) -> tuple[Link, ...]:
    return (*crumbs(page), Link(page.title, page.url or ""))
