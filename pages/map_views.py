"""The national map: coalitions, and how far an instrument reaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.map_overview import choices, coalition_map, coverage_map
from toolbox.models import Instrument

__all__ = ["national"]

LONGEST_SLUG = 100


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """Where there are coalitions or, with `?instrument=`, where that instrument is; as a map and as a table."""
    today = timezone.localdate()
    slug = request.GET.get("instrument", "").replace("\0", "")[:LONGEST_SLUG]
    instrument = get_object_or_404(Instrument.objects.public(), slug=slug) if slug else None
    context = {
        "map": coverage_map(instrument, today) if instrument else coalition_map(today),
        "choices": choices(instrument),
        "instrument": instrument,
    }
    return render(request, "places/national_map.html", context)
