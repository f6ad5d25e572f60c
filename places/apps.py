"""Municipalities and the regions they belong to."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "places"
    verbose_name = "Plaatsen"

    def ready(self) -> None:
        from places import known

        known.connect()
