"""Where core changes what Wagtail does: private documents."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from core.models import SiteDocument


@hooks.register("before_serve_document", order=-1)
def hide_private_documents(document: SiteDocument, request: HttpRequest) -> None:
    """Whoever may not have a document gets the same 404 as for one that doesn't exist, not a login page."""
    for restriction in document.collection.get_view_restrictions():
        if not restriction.accept_request(request):
            raise Http404
