"""Mail that is sent once, later when the server is down."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = "Post"
