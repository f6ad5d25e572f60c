"""What a visitor may know of other pages: their addresses, on cards and in running text.

The address of a page that they may not see would tell them that it exists, and mostly what it is called.
"""

import re
from collections.abc import Collection
from html import escape

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import expand_db_html

__all__ = ["rich_text_html", "visible_address", "visible_addresses"]

_PAGE_LINK = re.compile(r'<a linktype="page" id="(\d{1,10})">', re.ASCII)  # as core.html writes it


def visible_address(page: Page, request: HttpRequest | None) -> str:
    """The address of a page for who asks; "" if they may not see it or it has none. One query."""
    return visible_addresses([page], request).get(page.pk, "")


def visible_addresses(pages: Collection[Page], request: HttpRequest | None) -> dict[int, str]:
    """The addresses of those of these pages that somebody may see, by id. One query, however many pages."""
    above = {page: _paths(page) for page in pages if page.live}
    every = {path for paths in above.values() for path in paths}
    restrictions = PageViewRestriction.objects.filter(page__path__in=every).select_related("page")
    closed = {rule.page.path for rule in restrictions if request is None or not rule.accept_request(request)}
    return {page.pk: page.get_url(request) or "" for page, paths in above.items() if not closed.intersection(paths)}


def rich_text_html(source: str, request: HttpRequest | None) -> str:
    """Stored rich text as HTML; a link to a page that the visitor may not see keeps its words only.

    Wagtail's own filter links to every page there is. Two queries when there are such links, else none.
    """
    ids = {int(number) for number in _PAGE_LINK.findall(source)}
    addresses = visible_addresses(Page.objects.filter(pk__in=ids), request) if ids else {}

    def link(match: re.Match[str]) -> str:
        address = addresses.get(int(match[1]))
        return f'<a href="{escape(address)}">' if address else "<a>"

    return str(expand_db_html(_PAGE_LINK.sub(link, source)))


def _paths(page: Page) -> tuple[str, ...]:
    """The tree paths of a page and of all above it: Wagtail's own method asks the database for the ancestors."""
    return tuple(page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen))
