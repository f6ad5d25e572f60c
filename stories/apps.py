"""Stories: told, kept, edited and published."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = "Verhalen"

    def ready(self) -> None:
        from stories.intake import receipts  # noqa: F401 - declares who makes its mail
