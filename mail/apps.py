"""Mail that is sent once, later when the server is down."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = "Post"

    def ready(self) -> None:
        import mail.signals  # noqa: F401 - listens to erasures
