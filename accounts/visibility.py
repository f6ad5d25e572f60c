"""Whether a visitor may see a page. Who may not gets what a page that doesn't exist gives."""

from django.http import Http404, HttpRequest
from wagtail.models import Page

__all__ = ["may_see", "require_visible"]


def may_see(request: HttpRequest, page: Page) -> bool:
    """Whether a page is live and no view restriction on it or above it shuts this visitor out."""
    return page.live and all(rule.accept_request(request) for rule in page.get_view_restrictions())


def require_visible(request: HttpRequest, page: Page) -> None:
    """Raise Http404 unless the visitor may see the page."""
    if not may_see(request, page):
        raise Http404
