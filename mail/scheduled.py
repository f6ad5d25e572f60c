"""The repeated jobs of mail."""

from datetime import timedelta

from core.jobs import job
from mail import outbox


@job("send_mail", every=timedelta(seconds=5), apart=True)
def send_mail() -> None:
    """Send what waits in the outbox."""
    outbox.send_due()


@job("prune_mail", every=timedelta(days=1))
def prune_mail() -> None:
    """Forget the content of mail that was dealt with 30 days ago."""
    outbox.prune()
