"""Paths of the pages of municipalities, regions and the map."""

from django.urls import path

from pages import map_views, place_views

app_name = "places"
urlpatterns = [
    path("gemeenten/", place_views.municipality_index, name="municipalities"),
    path("gemeenten/<slug:slug>/", place_views.municipality_detail, name="municipality"),
    path("regios/", place_views.regions, name="regions"),
    path("regios/<str:layer>/", place_views.region_index, name="layer"),
    path("regios/<str:layer>/<slug:slug>/", place_views.region_detail, name="region"),
    path("kaart/", map_views.national, name="map"),
]
