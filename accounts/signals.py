"""What follows on logging in, and on a change of somebody's second factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import known
from accounts.models import User
from accounts.second_factor import FACTORS
from core.throttle import client_of

__all__: list[str] = []


@receiver(user_logged_in, dispatch_uid="accounts.remember_where")
def remember_where(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Password, confirmed address and second factor were all right: from here they are known."""
    known.remember(user, client_of(request))


@receiver(authenticator_added, dispatch_uid="accounts.shown_by_setting_up")
def note_as_shown(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Who has just set up a second factor gave a code of it, or touched it: this session has shown it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
