"""What of the media folder has an address: renditions of pictures, and documents by their id.

Originals and documents lie in folders beside it (`original_images/`, `documents/`, `wagtail_uploads/`) and are served
by no URL of their own; a web server that takes this over must be given `images/` only.
"""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_document

__all__ = ["document", "rendition"]

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(jpg|png|webp)", re.ASCII)
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
# A year, the longest that caches keep anything. The name changes with the picture, so the content never does.
_CACHE = "public, max-age=31536000, immutable"


def document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """A document that the asker may see, as Wagtail serves it; 404 for any other."""
    response = serve_document(request, document_id, name)
    if response.get("Content-Encoding") == "None":
        # What Wagtail 8.0 says of a file that isn't compressed, and no browser or proxy knows.
        del response["Content-Encoding"]
    return response


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """One rendition; 404 for anything that isn't one."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    response = serve(request, name, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response["Content-Type"] = _TYPES[match[1]]
    response["Cache-Control"] = _CACHE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
