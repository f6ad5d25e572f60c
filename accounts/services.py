"""Actions on accounts."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.log_actions import log as log_action

from accounts.models import User

__all__ = ["forget_unconfirmed", "reset_second_factor", "trust_address"]

log = structlog.get_logger(__name__)

TIME_TO_CONFIRM: Final = timedelta(days=7)
"""A link works three days, and may be asked again by logging in; after a week nobody will."""


@transaction.atomic
def trust_address(*, user: User) -> None:
    """Let a user log in with the address of their account and no other: who administers vouches for it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def reset_second_factor(*, user: User, by: User) -> bool:
    """Take away somebody's second factor and recovery codes, who lost them; tell them. Whether there were any.

    Sessions that were opened with it are let in no more.
    """
    deleted, _ = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        return False
    log_action(user, "accounts.reset_second_factor", user=by)
    text = render_to_string("account/email/second_factor_reset_message.txt", {"user": user})
    send_mail("De tweede stap van uw account is gewist", text, None, [user.email])
    log.info("second_factor_reset", user=user.pk, by=by.pk)
    return True


def forget_unconfirmed(now: datetime | None = None) -> int:
    """Delete accounts whose address was never confirmed, and that nobody gave anything. How many there were."""
    old = User.objects.filter(
        date_joined__lte=(now or timezone.now()) - TIME_TO_CONFIRM,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        groups=None,
        emailaddress__isnull=False,
    ).exclude(emailaddress__verified=True)
    ids = list(old.values_list("pk", flat=True))
    User.objects.filter(pk__in=ids).delete()
    return len(ids)
