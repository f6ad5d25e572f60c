"""Themes in the Wagtail admin, for editors."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.columns import yes_or_no
from core.usage import WithoutUsage, keep
from themes.models import Theme
from themes.usage import why_kept


class ThemeViewSet(WithoutUsage, SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thema's"
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False  # a copy would need another name before anything else
    list_display = ("name", yes_or_no("is_focus", "Focusthema"), "parent", "position")
    list_filter = ("is_focus",)
    search_fields = ("name", "synonyms", "introduction")
    ordering = ("position", "name")
    panels = (
        FieldPanel("name"),
        FieldPanel("introduction"),
        FieldPanel("synonyms"),
        MultiFieldPanel(
            (FieldPanel("is_focus"), FieldPanel("position"), FieldPanel("colour"), FieldPanel("parent")),
            heading="Plaats op de site",
        ),
    )


register_snippet(ThemeViewSet)


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A theme that something has isn't deleted, nor one that the next release would make anew."""
    refusals = [why for theme in instances if isinstance(theme, Theme) and (why := why_kept(theme))]
    return keep(request, refusals, back="wagtailsnippets_themes_theme:list")
