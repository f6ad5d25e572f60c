"""Paths of the toolbox."""

from django.urls import path

from toolbox import views

app_name = "toolbox"
urlpatterns = [
    path("instrumenten/", views.instruments, name="instruments"),
    path("instrumenten/<slug:slug>/", views.instrument_detail, name="instrument"),
    path("ondersteuning/", views.support, name="support"),
]
