"""The app that imports no other app of ours."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        autodiscover_modules("scheduled")  # where each app declares its jobs (core.jobs)
