"""The pages of municipalities, regions and the map: places are no pages of Wagtail, but have an address."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.text import scrub
from pages.place_overview import (
    LONGEST_NAME,
    municipality_index_overview,
    municipality_overview,
    region_index_overview,
    region_overview,
)
from places.layers import RegionLayer
from places.maps import locator_map
from places.models import FormerMunicipality, Municipality, Region

__all__ = ["municipality_detail", "municipality_index", "region_detail", "region_index", "regions"]


class DayForm(forms.Form):
    """The day for which somebody asks the regions."""

    datum = forms.DateField(
        label="Op welke dag?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Dit is geen datum. Schrijf bijvoorbeeld 2021-01-31."},
    )


@require_safe
def municipality_index(request: HttpRequest) -> HttpResponse:
    """All municipalities, or those that a name asks for."""
    text = scrub(request.GET.get("q", ""))[:LONGEST_NAME]
    return render(request, "places/municipality_index.html", municipality_index_overview(text, timezone.localdate()))


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality; the name of a former one leads to that of today."""
    municipality = Municipality.objects.filter(slug=slug).first()
    if municipality is None:
        return _formerly(request, slug)
    today = timezone.localdate()
    form = DayForm(request.GET or None)
    day = (form.is_valid() and form.cleaned_data["datum"]) or today
    context = municipality_overview(municipality, day, today)
    return render(
        request,
        "places/municipality_detail.html",
        {**context, "form": form, "today": today, "map": locator_map([municipality])},
    )


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The ways in which the country is divided: the GGD regions first, those are asked for most."""
    return render(request, "places/region_index.html", _regions(RegionLayer.GGD_REGION))


@require_safe
def region_index(request: HttpRequest, layer: str) -> HttpResponse:
    """The regions of one layer."""
    return render(request, "places/region_index.html", _regions(_layer(layer)))


@require_safe
def region_detail(request: HttpRequest, layer: str, slug: str) -> HttpResponse:
    """What happens in one region."""
    region = get_object_or_404(Region, layer=_layer(layer), slug=slug)
    context = region_overview(region, timezone.localdate())
    return render(request, "places/region_detail.html", {**context, "map": locator_map(context["municipalities"])})


def _regions(layer: RegionLayer) -> dict[str, Any]:
    return region_index_overview(layer, timezone.localdate())


def _layer(path: str) -> RegionLayer:
    """The layer that an address names; Http404 if it names none."""
    found = next((layer for layer in RegionLayer if layer.path == path), None)
    if found is None:
        raise Http404
    return found


def _formerly(request: HttpRequest, slug: str) -> HttpResponse:
    """To the municipality that a former one went up in; when it was divided, a choice."""
    former = get_object_or_404(FormerMunicipality, slug=slug)
    successors = list(former.successors.order_by("successions__position"))
    if len(successors) == 1:
        return redirect("places:municipality", successors[0].slug, permanent=True)
    return render(request, "places/former_municipality.html", {"former": former, "successors": successors})
