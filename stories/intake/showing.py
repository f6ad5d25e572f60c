"""Showing a page of the intake, and what somebody typed when it has to stand on another page than its own."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stories.intake.visitors import Visitor

__all__ = ["show", "typed_in"]

NOT_KEPT: Final = ("csrfmiddlewaretoken", "version", "altcha", "code", "path", "text")
"""What is no part of what somebody typed, when it has to be carried over to another page."""


def show(
    request: HttpRequest, visitor: Visitor, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the intake, in the language of the visitor."""
    frame = {"visitor": visitor, "language": visitor.language, "leave_url": settings.LEAVE_URL}
    return render(request, f"stories/intake/{template}", frame | context, status=status)


def typed_in(request: HttpRequest) -> dict[str, Any]:
    """What somebody filled in, and where it belongs, to carry over to another page."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    return {
        "path": request.POST.get("path", request.path),
        "fields": fields,
        "text": request.POST.get("text", ""),
    }
