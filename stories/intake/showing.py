"""Showing a page of the intake."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from stories.intake.dutch import mark_dutch
from stories.intake.visitors import Visitor

__all__ = ["show"]


def show(
    request: HttpRequest, visitor: Visitor, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the intake, in the language of the visitor."""
    frame = {"visitor": visitor, "language": visitor.language, "leave_url": settings.LEAVE_URL}
    page = render_to_string(f"stories/intake/{template}", frame | context, request)
    return HttpResponse(mark_dutch(page) if visitor.language.partly else page, status=status)
