"""Who may do what in the admin with rows that only the site itself writes."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

__all__ = ["LookOnlyPolicy"]


class LookOnlyPolicy(ModelPermissionPolicy):
    """Who administers the site (or has the permission to) may look; adding, changing and deleting is nobody's."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        users: QuerySet = super().users_with_any_permission(["view"])
        return users if "view" in actions else users.none()
