"""Places in the Wagtail admin: to look at. Facts come from the files, so nobody edits them there."""

from wagtail.admin.panels import FieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.look_only import LookOnlyPolicy
from places.models import FormerMunicipality, Municipality, Region

for model in (Municipality, Region, FormerMunicipality):
    register_permission_policy(model, LookOnlyPolicy(model))


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    menu_label = "Gemeenten"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ("name", "code", "population")
    search_fields = ("name", "code", "aliases")
    inspect_view_fields = (
        "name", "code", "aliases", "population", "population_year", "land_area_km2", "lat", "lon",
    )  # fmt: skip
    panels = (FieldPanel("name", read_only=True),)


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    menu_label = "Regio's"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ("name", "layer")
    list_filter = ("layer",)
    search_fields = ("name",)
    inspect_view_fields = ("name", "layer")
    panels = (FieldPanel("name", read_only=True),)


class FormerMunicipalityViewSet(SnippetViewSet):
    model = FormerMunicipality
    icon = "history"
    menu_label = "Voormalige gemeenten"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ("name", "code", "merged_on")
    search_fields = ("name", "code")
    inspect_view_fields = ("name", "code", "merged_on", "successors")
    panels = (FieldPanel("name", read_only=True),)


class PlacesViewSetGroup(SnippetViewSetGroup):
    items = (MunicipalityViewSet, RegionViewSet, FormerMunicipalityViewSet)
    menu_label = "Plaatsen"
    menu_icon = "site"
    menu_order = 320


register_snippet(PlacesViewSetGroup)
