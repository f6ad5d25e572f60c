"""People with and without a second factor, and rights to give and take."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from accounts.adapters import SecondFactorAdapter
from accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30  # seconds


def publishers() -> Group:
    """Those who may enter the admin and publish everywhere; the same group each time."""
    group, new = Group.objects.get_or_create(name="Wie publiceert")
    if new:
        group.permissions.add(permission("access_admin"))
        for codename in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.create(
                group=group, page=Page.get_first_root_node(), permission=permission(codename)
            )
    return group


def permission(codename: str) -> Permission:
    return Permission.objects.filter(codename=codename).order_by("pk")[0]


def app_of(user: User, secret: str = SECRET) -> Authenticator:
    """Give somebody an app on their phone, and recovery codes."""
    found: Authenticator = TOTP.activate(user, secret).instance
    RecoveryCodes.activate(user)
    return found


def code(secret: str = SECRET, *, step: int = 0) -> str:
    """What the app shows now; with a step, what it showed before (-1) or will next (1), which are right too."""
    value: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + step))
    return value


def recovery_codes_of(user: User) -> list[str]:
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = stored.wrap().get_unused_codes()
    return codes


def log_in(client: Client, user: User, password: str, **sent: Any) -> Any:
    return client.post("/inloggen/", {"username": user.email, "password": password, **sent})


def log_in_fully(client: Client, user: User, password: str, *, step: int = 0) -> Any:
    """With password and app."""
    assert log_in(client, user, password)["Location"].startswith("/inloggen/tweede-stap/")
    response = client.post("/inloggen/tweede-stap/", {"code": code(step=step)})
    assert response.status_code == 302, response.content.decode()
    return response


def waiting_secret(client: Client) -> str:
    """The secret of the app that this session is setting up."""
    secret: str = SecondFactorAdapter().decrypt(client.session["mfa.totp.secret"])
    return secret
