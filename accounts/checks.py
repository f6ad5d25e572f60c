"""What `manage.py check` knows of accounts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

__all__ = ["require_second_factor"]


@register(Tags.security, deploy=True)
def require_second_factor(**kwargs: Any) -> list[CheckMessage]:
    """A site that others reach asks a second factor of who may publish."""
    if settings.REQUIRE_MFA:
        return []
    return [
        Error(
            "REQUIRE_MFA staat uit: wie mag publiceren kan inloggen zonder tweede stap.",
            hint="Haal REQUIRE_MFA weg uit de omgeving. Alleen op uw eigen computer mag het uit.",
            id="accounts.E001",
        )
    ]
