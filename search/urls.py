"""Paths of the search."""

app_name = "search"
urlpatterns: list = []
