"""Paths of the search for machines: beside the page, with its parameters."""

from django.urls import path

from search import door_views

app_name = "doors"
urlpatterns = [
    path("zoeken.json", door_views.as_json, name="json"),
    path("zoeken.rss", door_views.as_feed, name="rss"),
    path("zoeken.csv", door_views.as_table, name="csv"),
    # Where programs look for what the columns of zoeken.csv mean (w3.org/TR/tabular-data-model, 5.3).
    path("zoeken.csv-metadata.json", door_views.table_metadata, name="table_metadata"),
]
