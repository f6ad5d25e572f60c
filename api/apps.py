"""The open API: what the site shows to everybody, for programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "Open API"
