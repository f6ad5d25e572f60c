"""The account page of the admin, without switches for mail that we send ourselves."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel

__all__ = ["account"]


class OwnAccountView(AccountView):
    """Wagtail's; which mail somebody gets is chosen on a page of the site, for who has no admin too."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NotificationsSettingsPanel)]


account = require_admin_access(OwnAccountView.as_view())
