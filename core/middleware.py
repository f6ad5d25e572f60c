"""What surrounds every request: its id and its line in the log, the content security policy, compression."""

import time
import uuid
from collections.abc import Callable

import structlog
from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

log = structlog.get_logger(__name__)

REQUEST_ID_HEADER = "X-Request-ID"


class RequestLogMiddleware:
    """Gives each request an id, in the response and in every line of the log, and logs how it ended.

    The id is always our own: one that a visitor sends could carry anything into the log. The path is not
    logged, since it may hold the token of a new password or the words of a draft; its route is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):  # Wagtail's preview: a request within a request
            return self.get_response(request)
        request_id = uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            if match is not None or response.status_code >= 400:  # not the static files
                log.info(
                    "request",
                    method=request.method,
                    route=match.route if match else "",
                    status=response.status_code,
                    milliseconds=round((time.perf_counter() - started) * 1000),
                )
        response[REQUEST_ID_HEADER] = request_id
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy for the site, a wider one for Wagtail's admin.

    A preview is a page of the site shown within the admin: it keeps the strict policy, but may be framed there.
    """

    ADMIN = "/admin/"

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(self.ADMIN) and HEADER in response:
            response[HEADER] = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(self.ADMIN) and not report_only and parts.config is None:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class CompressTextMiddleware(GZipMiddleware):
    """Compresses what gets smaller by it: text. Pictures and documents are compressed already.

    Django pads what it compresses with a random length, so that a secret in a page can't be measured (BREACH).
    """

    TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(self.TEXT):
            return response
        return super().process_response(request, response)
