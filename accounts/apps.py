"""Who somebody is: the user model, logging in and out."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Gebruikers"
    default = True

    def ready(self) -> None:
        from accounts import checks, signals  # noqa: F401


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with our forms."""

    default = False
    user_viewset = "accounts.viewsets.UserViewSet"
