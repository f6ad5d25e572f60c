"""The pages of the toolbox: instruments are no pages of Wagtail, but they have an address of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from toolbox.models import Instrument
from toolbox.overview import instrument_list, instrument_overview, support_overview

__all__ = ["instrument_detail", "instruments", "support"]


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """All instruments, or those of a purpose, phase or theme."""
    return render(request, "toolbox/instrument_list.html", instrument_list(request.GET))


@require_safe
def instrument_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One instrument: what it is, who works with it and where it is available."""
    instrument = get_object_or_404(Instrument.objects.public().prefetch_related("themes"), slug=slug)
    return render(request, "toolbox/instrument_detail.html", instrument_overview(instrument))


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Who helps coalitions, per region."""
    return render(request, "toolbox/support.html", support_overview(request.GET))
