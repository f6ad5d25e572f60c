"""Themes in the Wagtail admin, for editors."""

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from themes.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thema's"
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False  # a copy would need another name before anything else
    list_display = ("name", "is_focus", "parent", "position")
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
