"""The repeated jobs of accounts."""

from datetime import timedelta

from django.core.management import call_command

from accounts.known import forget_old
from accounts.services import forget_unconfirmed
from core.jobs import job


@job("clear_sessions", every=timedelta(days=1))
def clear_sessions() -> None:
    """Forget who was logged in until some time ago."""
    call_command("clearsessions")


@job("forget_unconfirmed_accounts", every=timedelta(days=1))
def forget_unconfirmed_accounts() -> None:
    """Forget who signed up and never confirmed their address."""
    forget_unconfirmed()


@job("forget_known_addresses", every=timedelta(days=1))
def forget_known_addresses() -> None:
    """Forget from where nobody logged in for long."""
    forget_old()
