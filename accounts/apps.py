"""Who somebody is: the user model, logging in and out."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Gebruikers"
    default = True


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with our forms."""

    default = False
    user_viewset = "accounts.viewsets.UserViewSet"
