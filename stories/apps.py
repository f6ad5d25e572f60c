"""Stories as they are published, and as they are told and kept."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = "Verhalen"

    def ready(self) -> None:
        from stories import checks, mails, signals  # noqa: F401 - declare themselves
        from stories.intake import receipts  # noqa: F401 - declares who makes its mail
        from stories.responding import mails as asking  # noqa: F401 - as those two
        from stories.services.replaying import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="stories.replay")
