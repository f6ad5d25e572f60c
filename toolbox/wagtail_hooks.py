"""The toolbox in the Wagtail admin, for editors."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.columns import yes_or_no
from core.usage import WithoutUsage, keep
from themes.models import ThemedMixin
from toolbox.models import Coverage, Instrument, SupportOffer
from toolbox.usage import why_kept

__all__: list[str] = []

SHOWN = yes_or_no("is_listed", "Op de site")
INVENTED = yes_or_no("is_example", "Verzonnen voorbeeld")


class InstrumentViewSet(WithoutUsage, SnippetViewSet):
    model = Instrument
    icon = "cogs"
    menu_label = "Instrumenten"
    copy_view_enabled = False  # a copy would need another name before anything else
    list_display = (
        "name",
        "owner",
        Column("purposes", label="Doel", accessor=lambda item: ", ".join(item.purpose_labels)),
        Column("recognition", label="Erkenning", accessor="recognition_level"),
        SHOWN,
    )
    list_filter = ("is_listed", "themes")
    search_fields = ("name", "synonyms", "summary", "owner")
    ordering = ("name",)
    panels = (
        FieldPanel("name"),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("owner"),
        FieldPanel("url"),
        MultiFieldPanel(
            (
                FieldPanel("purposes"),
                FieldPanel("audience"),
                FieldPanel("languages"),
                FieldPanel("costs"),
                FieldPanel("legal_basis"),
            ),
            heading="Gebruik",
        ),
        MultiFieldPanel(ThemedMixin.theme_panels, heading="Waar het over gaat"),
        MultiFieldPanel(
            (
                FieldPanel("recognition_level"),
                FieldPanel("recognition_owner"),
                FieldPanel("recognition_date"),
                FieldPanel("recognition_url"),
            ),
            heading="Erkenning door anderen",
            help_text="Wij erkennen zelf niets. Neem over wat een databank zegt, of laat alles leeg.",
        ),
        FieldPanel("synonyms"),
        FieldPanel("is_listed"),
    )


class CoverageViewSet(SnippetViewSet):
    model = Coverage
    icon = "site"
    menu_label = "Beschikbaarheid"
    copy_view_enabled = False
    list_display = ("municipality", "instrument", Column("period", label="Wanneer"), INVENTED)
    list_filter = ("instrument", "is_example")
    search_fields = ("municipality__name", "instrument__name")
    ordering = ("municipality__name", "instrument__name")
    panels = (
        FieldPanel("instrument", widget=forms.Select),
        FieldPanel("municipality", widget=forms.Select),  # a chooser of 342 without a search is slower
        FieldPanel("since"),
        FieldPanel("until"),
        FieldPanel("source_url"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return Coverage.objects.select_related("municipality", "instrument")


class SupportOfferViewSet(SnippetViewSet):
    model = SupportOffer
    icon = "help"
    menu_label = "Ondersteuning"
    copy_view_enabled = False
    list_display = ("title", "organisation", SHOWN, INVENTED)
    list_filter = ("is_listed", "regions")
    search_fields = ("title", "organisation", "description")
    ordering = ("organisation", "title")
    panels = (
        FieldPanel("organisation"),
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("url"),
        FieldPanel("regions"),
        FieldPanel("is_listed"),
    )


class ToolboxViewSetGroup(SnippetViewSetGroup):
    items = (InstrumentViewSet, CoverageViewSet, SupportOfferViewSet)
    menu_label = "Instrumenten"
    menu_icon = "cogs"
    menu_order = 315


register_snippet(ToolboxViewSetGroup)


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """What others rely on, or the next release would make anew, isn't deleted: the editor hears why, and what to do."""
    refusals = [why for item in instances if (why := why_kept(item, [each.pk for each in instances]))]
    kind = "supportoffer" if any(isinstance(item, SupportOffer) for item in instances) else "instrument"
    return keep(request, refusals, back=f"wagtailsnippets_toolbox_{kind}:list")
