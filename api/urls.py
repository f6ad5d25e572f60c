"""Paths of the API and of the page that explains it."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from api.doors import public
from api.endpoints import api
from api.views import docs, nothing_here

_patterns, *_names = api.urls
urlpatterns = [
    path("v1/docs", docs, name="api-v1-docs"),
    re_path("^(?:v1/)?$", RedirectView.as_view(pattern_name="api-v1-docs")),
    path("v1/", (decorate_urlpatterns(_patterns, public), *_names)),
    re_path("^", nothing_here),
]
