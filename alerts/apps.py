"""Searches that somebody keeps, and the mail about what is new to them."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Bewaarde zoekvragen"

    def ready(self) -> None:
        from alerts import mails  # noqa: F401 - declares who makes its mail
