"""Rows that only the site itself writes, as the admin shows them: to look at, and nothing else."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

__all__ = ["LookOnlyPolicy", "LookOnlyViewSet"]


class LookOnlyPolicy(ModelPermissionPolicy):
    """Who administers the site (or has the permission to) may look; adding, changing and deleting is nobody's."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        users: QuerySet = super().users_with_any_permission(["view"])
        return users if "view" in actions else users.none()


class LookOnlyViewSet(ModelViewSet):
    """A list under Instellingen, without the forms. Register the policy of its model too."""

    add_to_settings_menu = True
    add_to_reference_index = False
    form_fields = ()
    """Asked for by Wagtail's class, used by none of the views below."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
