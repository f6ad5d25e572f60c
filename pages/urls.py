"""Paths of the pages of themes."""

from django.urls import path

from pages import views

app_name = "pages"
urlpatterns = [
    path("", views.theme_index, name="themes"),
    path("<slug:slug>/", views.theme_detail, name="theme"),
]
