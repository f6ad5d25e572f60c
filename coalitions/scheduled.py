"""The repeated jobs of coalitions."""

from datetime import timedelta

from coalitions.services import look_after_all
from core.jobs import job


@job("look_after_coalitions", every=timedelta(minutes=10))
def look_after_coalitions() -> None:
    """Give coalitions whose last coordinator or last member is gone to the editors."""
    look_after_all()
