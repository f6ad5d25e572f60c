"""The pages of themes: themes are no pages of Wagtail, but they have an address of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from pages.theme_overview import theme_index_overview, theme_overview
from themes.models import FormerTheme, Theme

__all__ = ["theme_detail", "theme_index"]


@require_safe
def theme_index(request: HttpRequest) -> HttpResponse:
    """All themes."""
    return render(request, "themes/theme_index.html", theme_index_overview())


@require_safe
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: what it is about, and what there is. The address of one of before leads to the one of today."""
    theme = Theme.objects.select_related("parent").filter(slug=slug).first()
    if theme is None:
        former = get_object_or_404(FormerTheme.objects.select_related("theme"), slug=slug)
        return redirect("pages:theme", former.theme.slug, permanent=True)
    return render(request, "themes/theme_detail.html", theme_overview(theme))
