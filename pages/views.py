"""The pages of themes: themes are no pages of Wagtail, but they have an address of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pages.theme_overview import theme_index_overview, theme_overview
from themes.models import Theme

__all__ = ["theme_detail", "theme_index"]


@require_safe
def theme_index(request: HttpRequest) -> HttpResponse:
    """All themes."""
    return render(request, "themes/theme_index.html", theme_index_overview())


@require_safe
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: what it is about, and what there is."""
    theme = get_object_or_404(Theme.objects.select_related("parent"), slug=slug)
    return render(request, "themes/theme_detail.html", theme_overview(theme))
