"""Paths of the search."""

from django.urls import path

from search import door_views, views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("suggesties", views.suggestions, name="suggestions"),
    path("velden/", door_views.fields, name="fields"),
]
