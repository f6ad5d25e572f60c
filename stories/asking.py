"""What whoever puts a story on the site, or elsewhere on it, answers first: the refusal, and how it is told.

Whether the people in it agreed, until when if not for good, and whether its teller lets it stand there.
"""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

__all__ = [
    "DAY_IS_OVER",
    "NEEDS_PEOPLE",
    "PLACE_TOO_FINE",
    "DayIsOver",
    "NotReady",
    "NotReadyMiddleware",
    "PeopleUnasked",
    "PlaceRefused",
]

NEEDS_PEOPLE: Final = (
    "Kies of er iemand te herkennen is, en of die ja zei. Zonder dat antwoord kan het verhaal niet online."
)
DAY_IS_OVER: Final = (
    "“Mag hier staan tot en met” is een dag die al voorbij is als het verhaal online komt. Mag het er langer staan? "
    "Kies dan een latere dag, of maak dit leeg."
)
"""Published all the same, now or when it was planned, it would be erased within a minute (keeping.retention)."""
PLACE_TOO_FINE: Final = (
    "De verteller wil de gemeente niet genoemd zien. Onder een coalitie ziet iedereen die, dus daar kan dit verhaal "
    "niet staan."
)


class NotReady(ValidationError):
    """A story can't go on the site as it is, or to that place: `page` is that story, `why` says what to do."""

    def __init__(self, page: Page, field: str, why: str) -> None:
        super().__init__({field: why})
        self.page = page
        self.why = why


class PeopleUnasked(NotReady):
    """Nobody said yet whether the people in a story agreed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "people", NEEDS_PEOPLE)


class DayIsOver(NotReady):
    """The last day on which a story may stand there is past when it goes there."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "consent_until", DAY_IS_OVER)


class PlaceRefused(NotReady):
    """Whoever told a story wants no municipality named, and it would be moved below a coalition."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "destination_page_id", PLACE_TOO_FINE)  # as the admin's API calls the place


class NotReadyMiddleware:
    """Brings whoever published what isn't ready, or moved what may not stand there, to the form of that story."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view fails; what it did before is rolled back by then (ks_site.admin_urls)."""
        if not isinstance(exception, NotReady):
            return None
        messages.error(request, f"{exception.page.get_admin_display_title()}: {exception.why}")
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
