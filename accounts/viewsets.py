"""Users in the admin."""

from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.forms import AdminUserCreationForm, AdminUserEditForm

__all__ = ["UserViewSet"]


class UserViewSet(WagtailUserViewSet):
    """Wagtail's own, with forms that know no user name."""

    def get_form_class(self, for_update: bool = False) -> type[AdminUserCreationForm | AdminUserEditForm]:
        return AdminUserEditForm if for_update else AdminUserCreationForm
