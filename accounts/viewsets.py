"""Users in the admin."""

from collections.abc import Callable
from typing import Any, ClassVar

from wagtail.users.views.users import DeleteView as WagtailDeleteView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.forms import AdminUserCreationForm, AdminUserEditForm
from accounts.models import User

__all__ = ["DeleteView", "UserViewSet"]


class DeleteView(WagtailDeleteView):
    """Asks whether, and says what becomes of what somebody wrote and led."""

    template_name = "accounts/admin/delete_user.html"
    # Each says what else happens, in a sentence, or "". They know what this app must not: coalitions.apps adds its own.
    consequences: ClassVar[list[Callable[[User], str]]] = []

    @property
    def confirmation_message(self) -> str:
        return f"Wilt u {self.object} echt verwijderen? Dit kunt u niet terugdraaien."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [sentence for consequence in self.consequences if (sentence := consequence(self.object))]
        return {**super().get_context_data(**kwargs), "consequences": told}


class UserViewSet(WagtailUserViewSet):
    """Wagtail's own, with forms that know no user name."""

    delete_view_class = DeleteView
    delete_template_name = DeleteView.template_name

    def get_form_class(self, for_update: bool = False) -> type[AdminUserCreationForm | AdminUserEditForm]:
        return AdminUserEditForm if for_update else AdminUserCreationForm
