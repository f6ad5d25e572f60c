"""The national map: coalitions, and how far an instrument reaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.map_overview import coalition_map

__all__ = ["national"]


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """Where there are coalitions, as a map and as a table."""
    return render(request, "places/national_map.html", {"map": coalition_map(timezone.localdate())})
