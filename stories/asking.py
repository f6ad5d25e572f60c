"""Whoever puts a story on the site says first whether the people in it agreed: the refusal, and how it is told."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

__all__ = ["NEEDS_PEOPLE", "PeopleUnasked", "PeopleUnaskedMiddleware"]

NEEDS_PEOPLE: Final = (
    "Kies of er iemand te herkennen is, en of die ja zei. Zonder dat antwoord kan het verhaal niet online."
)


class PeopleUnasked(ValidationError):
    """Nobody said yet whether the people in a story agreed; `page` is that story."""

    def __init__(self, page: Page) -> None:
        super().__init__({"people": NEEDS_PEOPLE})
        self.page = page


class PeopleUnaskedMiddleware:
    """Brings whoever published without that answer to the form that asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view fails; what it did before is rolled back by then (ks_site.admin_urls)."""
        if not isinstance(exception, PeopleUnasked):
            return None
        messages.error(request, f"{exception.page.get_admin_display_title()}: {NEEDS_PEOPLE}")
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
