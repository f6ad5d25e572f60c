"""The pages of the site itself, and the pages of themes; owns no rules."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Pagina’s"

    def ready(self) -> None:
        from pages.services import ensure_site_after_migrate

        post_migrate.connect(ensure_site_after_migrate, sender=self)
