"""Redirects that give nothing away."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from accounts.visibility import may_see


class VisibleRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, which follows a page that moved; not to a page that the visitor may not see.

    Its new address would tell them that it exists, and what it is called now.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or self._leads_to_visible(request):
            return answer
        return response

    def _leads_to_visible(self, request: HttpRequest) -> bool:
        # The same two lookups, in the same order, by which Wagtail came to its answer.
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        page = redirect and redirect.redirect_page
        return page is None or may_see(request, page.specific)
