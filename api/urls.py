"""Paths of the API and of the page that explains it."""

from django.urls import path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from api.doors import public
from api.endpoints import api
from api.views import docs

patterns, app_name, namespace = api.urls
urlpatterns = [
    path("v1/docs", docs, name="api-v1-docs"),
    path("v1/", (decorate_urlpatterns(patterns, public), app_name, namespace)),
]
