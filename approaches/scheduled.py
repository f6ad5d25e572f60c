"""The repeated jobs of approaches."""

from datetime import timedelta

from approaches.confirmation.asking import ask_for_confirmation
from core.jobs import job


@job("ask_for_confirmation", every=timedelta(hours=6))
def ask_whether_it_still_holds() -> None:
    """Mail coalitions whose approach nobody looked at for a year, remind them, or note that nobody answered."""
    ask_for_confirmation()
