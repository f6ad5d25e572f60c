"""The repeated jobs of kept searches. Those that take seconds run beside the worker, which has to publish."""

from datetime import timedelta

from alerts import rounds, services
from core.jobs import job


@job("look_for_saved_searches", every=timedelta(minutes=1), apart=True)
def look() -> None:
    """Hold what was published or rewritten against the searches that people keep."""
    rounds.look()


@job("tell_saved_searches", every=timedelta(minutes=15), apart=True)
def tell() -> None:
    """Put the mail of this morning in the outbox; silent for who has no news."""
    rounds.tell()


@job("forget_saved_searches", every=timedelta(days=1))
def forget() -> None:
    """Forget addresses that were not confirmed within a week, and news about what stayed hidden."""
    services.forget_unconfirmed()
    rounds.prune()
