"""Who must have a second factor, and whether a session has shown it.

A second factor is an app on a phone (TOTP) or a key (WebAuthn); recovery codes stand in for one that is lost.
A session has shown it when it holds a record of that, no older than the factor: taking away somebody's factor
(accounts.services) shuts out the sessions that were opened with it.
"""

from datetime import UTC, datetime
from enum import Enum
from typing import Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import User

__all__ = ["Lacking", "factors_of", "is_required_of", "lacking", "without_factor"]

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
WEIGHTY: Final = Q(codename__startswith="publish_") | Q(codename="read_submissions")
"""The permissions that ask for a second factor: to publish anything, and to read what people sent in."""


class Lacking(Enum):
    """What a session of somebody who must have a second factor lacks."""

    SET_UP = "They have none yet."
    SHOW = "They have one, and this session hasn't shown it."


def factors_of(user: User) -> QuerySet[Authenticator]:
    """The second factors of a user, recovery codes left out."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def is_required_of(user: User) -> bool:
    """Whether this user must have a second factor: they administer, publish, or read submissions. One query."""
    if not settings.REQUIRE_MFA:
        return False
    if user.is_superuser:
        return True
    holds = Q(user=user) | Q(group__user=user) | Q(grouppagepermission__group__user=user)
    return Permission.objects.filter(WEIGHTY).filter(holds).exists()


def without_factor() -> QuerySet[User]:
    """Who can log in, should have a second factor, and has none; whatever REQUIRE_MFA says."""
    weighty = Permission.objects.filter(WEIGHTY)
    holds = (
        Q(is_superuser=True)
        | Q(user_permissions__in=weighty)
        | Q(groups__permissions__in=weighty)
        | Q(groups__page_permissions__permission__in=weighty)
    )
    having = Authenticator.objects.filter(type__in=FACTORS).values("user")
    return User.objects.filter(holds, is_active=True).exclude(pk__in=having).distinct().order_by("email")


def lacking(request: HttpRequest, user: User) -> Lacking | None:
    """What this session lacks to be let in as this user; None when nothing. Two queries at most."""
    factors = factors_of(user)
    since = _shown_at(request, user)
    created = list(factors.values_list("created_at", flat=True))
    if since and any(moment <= since for moment in created):
        return None
    if created:
        return Lacking.SHOW
    return Lacking.SET_UP if is_required_of(user) else None


def _shown_at(request: HttpRequest, user: User) -> datetime | None:
    """When this session last showed a second factor."""
    records = get_authentication_records(request, user)
    times = [record["at"] for record in records if record.get("method") == "mfa"]
    return datetime.fromtimestamp(max(times), UTC) if times else None
