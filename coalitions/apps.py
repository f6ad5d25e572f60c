"""Who works together where, and what its members may do."""

from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = "Coalities"

    def ready(self) -> None:
        import coalitions.signals  # noqa: F401
