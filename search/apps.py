"""The search engine of the site; it knows no content type by name."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        autodiscover_modules("search_document", "search_facets")
        from search import checks, facet_names, health, signals

        checks.connect()
        health.register()
        signals.connect()
        facet_names.connect()
